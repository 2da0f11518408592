import { dkimSign } from 'mailauth';

/** Messages of 4 KB as a sender with DKIM makes them, each another one, with their final dots. */
export function signedMessages(privateKey: string, count: number): Promise<Buffer[]> {
  const body = `${'x'.repeat(76)}\r\n`.repeat(50);
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const text = `From: Ada <ada@sender.example>\r\nTo: mira@sealed.example\r\nSubject: ${n}\r\nMessage-ID: <${n}@sender.example>\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\n\r\n${body}`;
      const { signatures } = await dkimSign(text, {
        signatureData: [{ signingDomain: 'sender.example', selector: 's1', privateKey }],
      } as never);
      return Buffer.from(`${signatures}${text}.\r\n`);
    }),
  );
}
