export {
  buildMessage,
  readMailSender,
  type MailMessage,
  type MailSender,
  type OutgoingMail,
} from './message.ts';
export { retryDelay } from './retry-schedule.ts';
export { type SendOutcome } from './smtp-outcome.ts';
export { type MailContent } from './templates/document.ts';
export { renderMail, toStoredMail, type MailTemplate, type MailTemplateName } from './templates/index.ts';
export {
  createMailTransport,
  type MailTimeouts,
  type MailTransport,
  type MailTransportOptions,
} from './transport.ts';
export { parseSmtpUrl } from './smtp-url.ts';
export type { LossCause } from './templates/loss-words.ts';
