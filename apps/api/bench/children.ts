import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Started {
  url: string;
  message: Record<string, string>;
  stop(): void;
}

/** Starts a program and waits for the message with which it says that it is ready. */
export function start(file: string, env: NodeJS.ProcessEnv, args: string[] = []): Promise<Started> {
  const child: ChildProcess = fork(file, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.on('message', (message: Record<string, string>) => {
      if (message['type'] === 'ready' || message['type'] === 'listening') {
        resolve({ url: message['url'] ?? '', message, stop: () => child.kill('SIGTERM') });
      }
    });
  });
}
