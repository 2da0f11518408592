import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A real HTTP server on loopback that tests script: what it was asked is kept, what it answers is theirs. */
export interface ScriptedServer {
  url: string;
  /** Targets as they came over the wire, in order. */
  asked: string[];
  headers: IncomingMessage['headers'][];
  connections: number;
  /** The most requests that were being answered at the same time. */
  maxAtOnce: number;
  [Symbol.asyncDispose](): Promise<void>;
}

export type Reply = (response: ServerResponse, request: IncomingMessage) => void;
/** Chooses a reply by how many requests came before and where the server is. */
export type Script = (index: number, request: IncomingMessage, origin: string) => Reply;

export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  let atOnce = 0;
  const server = createServer((request, response) => {
    atOnce += 1;
    state.maxAtOnce = Math.max(state.maxAtOnce, atOnce);
    response.once('close', () => (atOnce -= 1));
    response.on('error', () => {});
    const index = state.asked.push(request.url ?? '') - 1;
    state.headers.push(request.headers);
    script(index, request, state.url)(response, request);
  });
  server.on('connection', (socket) => {
    state.connections += 1;
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: ScriptedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    headers: [],
    connections: 0,
    maxAtOnce: 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return state;
}

/** The nth reply for the nth request; the last one for all after it. */
export function inTurn(...replies: Reply[]): Script {
  return (index) => replies[Math.min(index, replies.length - 1)] ?? text(599, 'no reply scripted');
}

export function json(value: unknown, headers: Record<string, string> = {}): Reply {
  return (response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

export function text(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
}

export function html(status: number, headers: Record<string, string> = {}): Reply {
  return text(status, '<!doctype html><title>…</title>', { 'content-type': 'text/html', ...headers });
}

export function gzipped(value: unknown, change: (bytes: Buffer) => Buffer = (bytes) => bytes): Reply {
  return (response) => {
    const bytes = change(gzipSync(JSON.stringify(value)));
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bytes);
  };
}

/** Headers at once, then a byte every 20 ms for ever. */
export const drip: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[');
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
};

/** Takes the request and says nothing. */
export const silence: Reply = () => {};

/** The connection is gone before anything was answered. */
export const reset: Reply = (response) => response.socket?.resetAndDestroy();

/** Half of a body whose length was announced. */
export const cut: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"entries": [', () => response.socket?.destroy());
};

export const notHttp: Reply = (response) => response.socket?.end('+OK hello\r\n\r\n');

const FIXTURES = new URL('../../../test/fixtures/launchpad/', import.meta.url);

export function fixtureText(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

/** A fixture whose links point to this origin (and path prefix). */
export function fixture(name: string, origin = ''): Record<string, unknown> {
  return JSON.parse(fixtureText(name).replaceAll('https://api.launchpad.net', origin));
}
