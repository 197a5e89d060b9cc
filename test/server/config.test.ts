import { describe, expect, it } from "vitest";
import { ConfigError, isLoopback, readConfig } from "../../server/config.ts";

const UNSEEN = { platform: "linux", isTerminal: false } as const;

describe("the settings", () => {
  it("have defaults, which blanks mean too", () => {
    const defaults = {
      host: "127.0.0.1",
      names: [],
      port: 8715,
      home: "/checkout/.yikezhong",
      databaseUrl: undefined,
      uploads: { network: 600 * 1024 * 1024, table: 200 * 1024 * 1024 },
      log: "warn",
      opener: undefined,
    };
    expect(readConfig("/checkout", {}, UNSEEN)).toEqual(defaults);
    const blanks = { HOST: "", PORT: " ", LOG: "", DATABASE_URL: "" };
    expect(readConfig("/checkout", blanks, UNSEEN)).toEqual(defaults);
  });

  it("are read from the environment and cannot be changed", () => {
    const environment = {
      HOST: "0.0.0.0",
      YIKEZHONG_NAMES: "life-circle.example, plan-7",
      PORT: "80",
      YIKEZHONG_HOME: "/var/lib/yikezhong",
      DATABASE_URL: "postgres://planner:p%40ss@db.example:5433/yikezhong",
      YIKEZHONG_NETWORK_MB: "2000",
      YIKEZHONG_TABLE_MB: "1",
      LOG: "debug",
    };
    const config = readConfig("/checkout", environment, UNSEEN);
    expect(config).toEqual({
      host: "0.0.0.0",
      names: ["life-circle.example", "plan-7"],
      port: 80,
      home: "/var/lib/yikezhong",
      databaseUrl: "postgres://planner:p%40ss@db.example:5433/yikezhong",
      uploads: { network: 2000 * 1024 * 1024, table: 1024 * 1024 },
      log: "debug",
      opener: undefined,
    });
    expect(Object.isFrozen(config) && Object.isFrozen(config.uploads)).toBe(true);
  });

  it.each([
    ["win32", {}, "cmd"],
    ["darwin", {}, "open"],
    ["linux", { DISPLAY: ":0" }, "xdg-open"],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, "xdg-open"],
    ["linux", {}, undefined],
    ["win32", { BROWSER: "none" }, undefined],
    ["linux", { DISPLAY: ":0", CI: "true" }, undefined],
  ] as const)("open a browser for a person on %s with %o: %s", (platform, environment, command) => {
    const opener = (isTerminal: boolean) =>
      readConfig("/checkout", environment, { platform, isTerminal }).opener?.[0];
    expect([opener(true), opener(false)]).toEqual([command, undefined]);
  });

  it.each([
    [{ PORT: "http" }, 'PORT must be a whole number from 0 to 65535, not "http".'],
    [{ PORT: "70000" }, "PORT must be"],
    [{ PORT: "80.5" }, "PORT must be"],
    [{ YIKEZHONG_TABLE_MB: "0" }, "YIKEZHONG_TABLE_MB must be a whole number from 1"],
    [{ LOG: "loud" }, 'LOG must be one of silent, error, warn, info, debug, not "loud".'],
    [{ HOST: "my host" }, "HOST must be an address"],
    [{ DATABASE_URL: "mysql://planner@db.example/yikezhong" }, "DATABASE_URL must be the address"],
    [{ DATABASE_URL: "db.example" }, "DATABASE_URL must be the address"],
  ])("are refused with a sentence: %o", (environment, words) => {
    expect(() => readConfig("/checkout", environment)).toThrow(ConfigError);
    expect(() => readConfig("/checkout", environment)).toThrow(words);
  });

  it("never repeat a password", () => {
    const address = "postgres://planner:secret-words@db example/yikezhong";
    let said = "";
    try {
      readConfig("/checkout", { DATABASE_URL: address });
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain("DATABASE_URL must be");
    expect(said).not.toContain("secret-words");
  });

  it("serve this machine alone under its own names only", () => {
    expect(["127.0.0.1", "localhost", "::1", "127.1.2.3"].map(isLoopback)).not.toContain(false);
    expect(["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example"].map(isLoopback)).not.toContain(true);
  });
});
