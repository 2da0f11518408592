import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '@ubuntu-aliases/store';

/** The six domains that the service starts with; from then on admins edit the rows. */
const DOMAINS = [
  { name: 'ubuntu.com', team: 'ubuntumembers', title: 'Ubuntu', landingPath: '/ubuntu', accent: '#e95420' },
  {
    name: 'kubuntu.org',
    team: 'kubuntu-members',
    title: 'Kubuntu',
    landingPath: '/kubuntu',
    accent: '#0079c1',
  },
  {
    name: 'lubuntu.me',
    team: 'lubuntu-members',
    title: 'Lubuntu',
    landingPath: '/lubuntu',
    accent: '#0068c8',
  },
  {
    name: 'edubuntu.org',
    team: 'edubuntu-members',
    title: 'Edubuntu',
    landingPath: '/edubuntu',
    accent: '#c01c28',
  },
  {
    name: 'ubuntustudio.com',
    team: 'ubuntustudio-core',
    title: 'Ubuntu Studio',
    landingPath: '/ubuntu-studio',
    accent: '#009bf9',
  },
  { name: 'ubuntu.net', team: 'ubuntu-smtp-test', title: 'ubuntu.net', landingPath: null, accent: '#666666' },
];

/** Adds the domains when there are none; two processes that seed at once add them once. */
export async function seed(databaseUrl: string): Promise<{ added: number }> {
  const database = openDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    if ((await database.client.domain.count()) > 0) return { added: 0 };
    const { count } = await database.client.domain.createMany({
      data: DOMAINS.map((domain, position) => ({
        ...domain,
        position,
        ownershipToken: randomBytes(16).toString('hex'),
        // They carried mail before this service did.
        provenAt: new Date(),
      })),
      skipDuplicates: true,
    });
    return { added: count };
  } finally {
    await database.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL is not set');
  console.log(await seed(url));
}
