import { useState } from 'react';
import { useLocation } from 'react-router';

/** The token of the link. It is in the fragment, which no server and no log ever sees; a reload still finds it. */
export function useToken(): string {
  const { hash } = useLocation();
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get('token') ?? '');
  return token;
}
