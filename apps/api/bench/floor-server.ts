import { readFile } from 'node:fs/promises';
import Koa from 'koa';
import pg from 'pg';
import type { RecordedStatement } from './record-statements.ts';

/**
 * The floor: a bare Koa application that sends the product's own statements through a bare pg pool and
 * answers with the rows. No session parsing, no checks, no headers: what is left is what cannot be saved.
 */
const statements = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as RecordedStatement[];
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const app = new Koa();
app.use(async (ctx) => {
  let rows: unknown[] = [];
  for (const statement of statements) ({ rows } = await pool.query(statement));
  ctx.body = { items: rows, nextCursor: null };
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({
    type: 'ready',
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  });
});
process.on('disconnect', () => process.exit());
