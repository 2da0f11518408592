import { createTransport } from 'nodemailer';
import { z } from 'zod';

const line = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\r\n]*$/, 'must be one line');

/** A mail that somebody out there writes. */
export const outsideMailSchema = z.strictObject({
  from: line.default('friend@elsewhere.example'),
  to: line.min(3),
  subject: line.default('Hello'),
  text: z.string().max(100_000).default('A mail from the outside world.\n'),
});
type OutsideMail = z.input<typeof outsideMailSchema>;

/** What the product's mail door said to it. */
export interface Outcome {
  isAccepted: boolean;
  answer: string;
}

/** Brings a mail to the product's door, as any mail server would that looked up its MX. */
export async function writeFromOutside(mxUrl: string, mail: OutsideMail): Promise<Outcome> {
  const { from, to, subject, text } = outsideMailSchema.parse(mail);
  const transport = createTransport(mxUrl);
  try {
    const { response } = await transport.sendMail({ envelope: { from, to: [to] }, from, to, subject, text });
    return { isAccepted: true, answer: response };
  } catch (error) {
    const response = error instanceof Error && 'response' in error ? String(error.response) : '';
    return { isAccepted: false, answer: response || 'The door does not answer.' };
  } finally {
    transport.close();
  }
}
