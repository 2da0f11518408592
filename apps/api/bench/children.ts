import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Started {
  url: string;
  message: Record<string, string>;
  pid: number;
  /** Asks a program that answers questions about itself. */
  stats(): Promise<Record<string, number>>;
  stop(): void;
}

/** Starts a program and waits for the message with which it says that it is ready. */
export function start(
  file: string,
  env: NodeJS.ProcessEnv,
  args: string[] = [],
  execArgv: string[] = [],
): Promise<Started> {
  const child: ChildProcess = fork(file, args, {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.on('message', (message: Record<string, string>) => {
      if (message['type'] === 'ready' || message['type'] === 'listening') {
        resolve({
          url: message['url'] ?? '',
          message,
          pid: child.pid ?? 0,
          stats: async () => {
            child.send('stats');
            const [answer] = (await once(child, 'message')) as [Record<string, number>];
            return answer;
          },
          stop: () => {
            child.removeAllListeners('exit');
            child.kill('SIGTERM');
          },
        });
      }
    });
  });
}
