// @ts-check
/**
 * What every npm script runs first, on whatever Node the machine has: bring the project's own set-up up to
 * date (packages from the lock file, the built page, programs for the tests), then run the real command on
 * the Node that npm brought. Does nothing twice: each step is skipped when its inputs have not changed.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const node = join(modules, ".bin", process.platform === "win32" ? "node.exe" : "node");
const [command = "start", ...rest] = process.argv.slice(2);

/** @type {Record<string, () => Promise<number>>} */
const COMMANDS = {
  start: async () => {
    buildPage();
    return run(["server/main.ts", ...rest]);
  },
  dev: async () => {
    const page = spawn(node, [binary("vite")], { cwd: root, stdio: "inherit" });
    const code = await run(["--watch", "server/main.ts", ...rest], { BROWSER: "none" });
    page.kill();
    return code;
  },
  build: async () => {
    buildPage();
    return 0;
  },
  test: async () => {
    buildPage();
    installTestPrograms();
    return run([binary("vitest"), "run", ...rest], { YIKEZHONG_CHROMIUM: findBrowser() ?? "" });
  },
  check: async () => {
    for (const step of [
      [binary("typescript", "tsc")],
      [binary("oxlint"), "--deny-warnings"],
      [binary("oxfmt"), "--check", "."],
      [binary("knip")],
    ]) {
      const code = await run(step);
      if (code !== 0) return code;
    }
    return 0;
  },
  bench: async () => run(["--expose-gc", "test/bench/main.ts", ...rest]),
  yikezhong: async () =>
    run([join(root, "server", "cli", "main.ts"), ...rest], {}, process.env["INIT_CWD"] ?? root),
};

/**
 * Programs the tests use and npm does not bring. Without one that is needed they do not run; without another,
 * the tests that use it are left out.
 * @type {{ name: string, why: string, find: () => string | undefined, debian: string[], needed: boolean }[]}
 */
const TEST_PROGRAMS = [
  {
    name: "Chromium",
    why: "the browser tests",
    find: findBrowser,
    debian: ["chromium", "fonts-noto-cjk"],
    needed: true,
  },
  {
    name: "PostgreSQL",
    why: "the tests of studies kept on a PostgreSQL server",
    find: () => onPath("initdb") ?? insideEach("/usr/lib/postgresql", "bin/initdb"),
    debian: ["postgresql"],
    needed: false,
  },
  {
    name: "GDAL",
    why: "the tests that let GDAL read what is exported",
    find: () => onPath("ogrinfo"),
    debian: ["gdal-bin"],
    needed: false,
  },
  {
    name: "LibreOffice",
    why: "the tests that let LibreOffice open Word reports and workbooks",
    find: () => onPath("soffice"),
    debian: [
      "libreoffice-writer-nogui",
      "libreoffice-calc-nogui",
      "poppler-utils",
      "fonts-noto-cjk",
    ],
    needed: false,
  },
];

const chosen = COMMANDS[command];
if (chosen === undefined) {
  console.error(`Unknown command "${command}". Known: ${Object.keys(COMMANDS).join(", ")}.`);
  process.exit(2);
}
installPackages();
process.exit(await chosen());

/** Installs from the lock file when node_modules is missing or was made from another lock file. */
function installPackages() {
  const stamp = join(modules, ".yikezhong-lock");
  const wanted = checksum([join(root, "package-lock.json")]);
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error(
    "一刻钟：正在安装依赖包，约一两分钟 … installing packages from package-lock.json, a minute or two …",
  );
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", 2, 2] })
    : spawnSync("npm", args, {
        cwd: root,
        stdio: ["ignore", 2, 2],
        shell: process.platform === "win32",
      });
  if (done.status !== 0) {
    console.error(
      "依赖包没有装上，请看上面 npm 的提示；需要 npm 11，并能连上 npm 源（镜像用 npm config set registry 设置）。\nInstalling packages failed. See npm's message above; npm 11 and the npm registry (or a mirror: npm config set registry) are needed.",
    );
    process.exit(1);
  }
  if (!existsSync(node)) {
    console.error(
      `npm 没有带来适合本机（${process.platform}-${process.arch}）的 Node 24。请自行安装 Node 24 以上版本，放到 ${node}。\nnpm brought no Node 24 for ${process.platform}-${process.arch}. Install Node 24 or later yourself and put it at ${node}.`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Builds the page into dist/ when any file it is made from has changed. */
function buildPage() {
  const sources = [
    "client",
    "server/contract",
    "server/core",
    "vite.config.ts",
    "package-lock.json",
  ]
    .flatMap((path) => filesUnder(join(root, path)))
    .sort();
  const stamp = join(root, "dist", ".built-from");
  const wanted = checksum(sources);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("一刻钟：正在构建页面 … building the page …");
  const done = spawnSync(node, [binary("vite"), "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (done.status !== 0) {
    console.error(
      "页面没有构建成，请看上面的提示。Building the page failed; see the message above.",
    );
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

/** Brings from Debian what the tests lack, when the machine lets us, and says what is then still lacking. */
function installTestPrograms() {
  const missing = TEST_PROGRAMS.filter(({ find }) => find() === undefined);
  const mayInstall =
    process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (missing.length > 0 && mayInstall) {
    console.error(
      `一刻钟: installing Debian's ${missing.map(({ name }) => name).join(", ")} for the tests …`,
    );
    installFromDebian(missing.flatMap(({ debian }) => debian));
  }
  for (const { name, why, find, debian, needed } of missing) {
    if (find() !== undefined) continue;
    const remedy = `Install it (Debian: apt-get install ${debian.join(" ")})`;
    if (!needed) console.error(`${name} is missing: ${why} are left out. ${remedy}.`);
    else {
      console.error(`${name} is missing: ${why} need it. ${remedy} or set YIKEZHONG_CHROMIUM.`);
      process.exit(1);
    }
  }
}

/**
 * Debian's PostgreSQL brings a server of the system's own that runs from then on, unless a setting says not to;
 * the tests start theirs. The setting is put back afterwards.
 * @param {string[]} packages
 */
function installFromDebian(packages) {
  aptGet("update");
  if (!packages.includes("postgresql")) return install(packages);
  const setting = "/etc/postgresql-common/createcluster.conf";
  install(["postgresql-common"]);
  const before = existsSync(setting) ? readFileSync(setting, "utf8") : undefined;
  if (before !== undefined) writeFileSync(setting, `${before}\ncreate_main_cluster = false\n`);
  install(packages);
  if (before !== undefined) writeFileSync(setting, before);

  /** @param {string[]} names */
  function install(names) {
    aptGet("install", "-y", "--no-install-recommends", ...names);
  }
}

/** @param {string[]} args */
function aptGet(...args) {
  spawnSync("apt-get", ["-qq", ...args], {
    stdio: ["ignore", 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

function findBrowser() {
  const named = process.env["YIKEZHONG_CHROMIUM"];
  if (named) return named;
  return [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ].find((path) => existsSync(path));
}

/** @param {string} name */
function onPath(name) {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find((path) => existsSync(path));
}

/**
 * @param {string} folder
 * @param {string} path
 */
function insideEach(folder, path) {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .map((name) => join(folder, name, path))
    .find((one) => existsSync(one));
}

/**
 * Runs a script on the project's Node, passing signals on, and gives its exit code.
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 * @param {string} [cwd] paths given to the command line are relative to where npm was called
 */
function run(args, environment = {}, cwd = root) {
  const child = spawn(node, args, {
    cwd,
    stdio: "inherit",
    env: {
      ...process.env,
      ...environment,
      // Compiled code is kept between runs: a start takes half the time.
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(modules, ".cache", "node"),
      PATH: `${dirname(node)}${process.platform === "win32" ? ";" : ":"}${process.env["PATH"] ?? ""}`,
    },
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  return /** @type {Promise<number>} */ (
    new Promise((resolve) =>
      child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143))),
    )
  );
}

/**
 * The script behind a package's command.
 * @param {string} name
 */
function binary(name, command = name) {
  const manifest = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  const bin = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[command];
  return join(modules, name, bin);
}

/** @param {string[]} files */
function checksum(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}
