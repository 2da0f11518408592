import { AppError } from '@ubuntu-aliases/shared';
import type { VerificationService } from './verification.ts';

/**
 * The same checks; the first answer after a fault that this process met closes the circuit, so that what waits for Launchpad
 * does not sit out its pause while people are answered. Remembered here, not asked of the database at every sign-in.
 */
export function noticeRecovery(
  { verify }: VerificationService,
  gate: { succeeded(): Promise<void> },
): VerificationService {
  let hasFailed = false;
  return {
    async verify(...asked) {
      try {
        const answer = await verify(...asked);
        if (hasFailed) {
          hasFailed = false;
          await gate.succeeded();
        }
        return answer;
      } catch (error) {
        if (error instanceof AppError && error.code === 'launchpad.unavailable') hasFailed = true;
        throw error;
      }
    },
  };
}
