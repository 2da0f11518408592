import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Notification } from './Notification.tsx';

interface Toast {
  text: string;
  /** Undo beats "are you sure". */
  action?: { label: string; onAction: () => void };
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Tells what succeeded; what needs doing is told in its place instead. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<(Toast & { id: number }) | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const show = useCallback(
    (next: Toast) => setToast((before) => ({ ...next, id: (before?.id ?? 0) + 1 })),
    [],
  );
  const dismiss = useCallback(() => {
    setToast(null);
    setIsHeld(false);
  }, []);
  useEffect(() => {
    if (toast === null || isHeld) return;
    const timer = setTimeout(dismiss, 8000);
    return () => clearTimeout(timer);
  }, [toast, isHeld, dismiss]);
  const action = toast?.action;
  const body = useMemo(
    () =>
      toast && (
        <Notification
          severity="positive"
          onDismiss={dismiss}
          actions={
            action && (
              <Button
                appearance="link"
                onClick={() => {
                  action.onAction();
                  dismiss();
                }}
              >
                {action.label}
              </Button>
            )
          }
        >
          {toast.text}
        </Notification>
      ),
    [toast, action, dismiss],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        className="toasts"
        onMouseEnter={() => setIsHeld(true)}
        onMouseLeave={() => setIsHeld(false)}
        onFocus={() => setIsHeld(true)}
        onBlur={() => setIsHeld(false)}
      >
        {body}
      </div>
    </ToastContext>
  );
}
