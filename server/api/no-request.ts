import type { Socket } from "node:net";
import { problemOf, Refusal, STATUS_OF } from "./errors.ts";

/** Answers what arrived but is no HTTP request, or has not arrived in time; nothing is asked of the service. */
export function answerNoRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const refusal = refusalOf(error.code ?? "");
  const body = JSON.stringify(problemOf(refusal));
  socket.end(
    `HTTP/1.1 ${STATUS_OF[refusal.code]} ${refusal.code}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      "Content-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" +
      body,
  );
}

function refusalOf(code: string): Refusal {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new Refusal(
        "too-large",
        {
          zh: "请求的地址或请求头太长（合计超过 16 KB）。",
          en: "The address and the headers of the request are longer than 16 kB together.",
        },
        {
          zh: "请清除浏览器中本站的 Cookie 后重试；内容请放在请求体里发送。",
          en: "Clear the cookies of this site in the browser; send content in the body.",
        },
        "headers",
      );
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new Refusal(
        "too-slow",
        {
          zh: "请求没有在限定的时间内传完。",
          en: "The request did not arrive in the time it may take.",
        },
        {
          zh: "请换用更快的网络，或者把文件裁剪、压缩后再发送。没有存入任何数据。",
          en: "Use a faster network, or send a smaller file. Nothing was stored.",
        },
        "body",
      );
    default:
      return new Refusal(
        "bad-request",
        { zh: "收到的不是 HTTP 请求。", en: "What arrived is no HTTP request." },
        {
          zh: "请检查客户端程序，或者用浏览器打开 http:// 开头的地址。",
          en: "See to the program that sent it, or open the address with http:// in a browser.",
        },
      );
  }
}
