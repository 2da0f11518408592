import '@fontsource-variable/ubuntu-sans/index.css';
import './styles/index.scss';

// What the first page needs is on its way at once (see vite.config.ts). React is run in a task of its own, while the rest
// is still coming: all of it in one task would hold up the page for long.
await import('react-dom/client');
await new Promise((resolve) => setTimeout(resolve));
await import('./start.tsx');
