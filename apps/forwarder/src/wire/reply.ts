/** An answer of SMTP (RFC 5321 §4.2) with its enhanced code (RFC 3463). */
export interface Reply {
  code: number;
  enhanced: string;
  text: string;
  /** The mail server that said so; not set when we did. */
  host?: string;
}

export const reply = (code: number, enhanced: string, text: string): Reply => ({ code, enhanced, text });

export const formatReply = ({ code, enhanced, text }: Reply) => `${code} ${enhanced} ${text}\r\n`;

export const isAccepted = ({ code }: Reply) => code < 400;
export const isTemporary = ({ code }: Reply) => code >= 400 && code < 500;
export const isPermanent = ({ code }: Reply) => code >= 500;
