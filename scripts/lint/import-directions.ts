import path from 'node:path';

/**
 * Imports point one way: shared ← dns, store, domain, launchpad, mailer ← services ← http, jobs ← main.
 * This file is that sentence as data and one pure question about it.
 */
interface Layer {
  name: string;
  /** Files of the layer, as a path from the top folder. */
  files: RegExp;
  /** Layers it may import, besides itself. */
  imports: string[];
  /** Packages from npm that it must not know. */
  without?: RegExp;
}

const KOA = /^(@koa\/|koa($|-|\/))/;
const DATABASE = /^(@prisma\/|prisma($|\/)|pg($|\/))/;
const KOA_OR_DATABASE = new RegExp(`${KOA.source}|${DATABASE.source}`);

/** The first that matches is the layer of a file. */
const LAYERS: Layer[] = [
  { name: 'shared', files: /^packages\/shared\/src\//, imports: [], without: /^(?!zod($|\/)|\.)/ },
  { name: 'dns', files: /^packages\/dns\//, imports: ['shared'], without: KOA_OR_DATABASE },
  { name: 'store', files: /^packages\/store\//, imports: ['shared'], without: KOA },
  { name: 'domain', files: /^apps\/api\/src\/domain\//, imports: ['shared'], without: KOA_OR_DATABASE },
  { name: 'launchpad', files: /^apps\/api\/src\/launchpad\//, imports: ['shared'], without: KOA_OR_DATABASE },
  { name: 'mailer', files: /^apps\/api\/src\/mailer\//, imports: ['shared'], without: KOA_OR_DATABASE },
  {
    name: 'services',
    files: /^apps\/api\/src\/services\//,
    imports: ['shared', 'dns', 'store', 'domain', 'launchpad', 'mailer'],
    without: KOA_OR_DATABASE,
  },
  {
    name: 'http',
    files: /^apps\/api\/src\/http\//,
    imports: ['shared', 'store', 'domain', 'services', 'env'],
    without: DATABASE,
  },
  {
    name: 'jobs',
    files: /^apps\/api\/src\/jobs\//,
    imports: ['shared', 'store', 'domain', 'services', 'env'],
    without: KOA_OR_DATABASE,
  },
  {
    name: 'env',
    files: /^apps\/api\/src\/env\.ts$/,
    imports: ['shared', 'dns', 'mailer'],
    without: KOA_OR_DATABASE,
  },
  {
    name: 'main',
    files: /^apps\/api\/src\//,
    imports: ['shared', 'dns', 'store', 'domain', 'launchpad', 'mailer', 'services', 'http', 'jobs', 'env'],
    without: DATABASE,
  },
  { name: 'web', files: /^apps\/web\//, imports: ['shared'], without: KOA_OR_DATABASE },
  { name: 'sandbox', files: /^apps\/sandbox\//, imports: ['shared'], without: DATABASE },
  {
    name: 'forwarder',
    files: /^apps\/forwarder\//,
    imports: ['shared', 'dns', 'store'],
    without: KOA_OR_DATABASE,
  },
];

/** Tests put things together that the program keeps apart; only the border between apps holds for them too. */
const TEST = /(\.test\.tsx?$|\/testing\/|^apps\/[^/]+\/test\/)/;
const WEB_FEATURE = /^apps\/web\/src\/features\/([^/]+)\/(.*)$/;

/** Why `file` must not import `specifier`; null when it may. Both scripts and journeys may import anything. */
export function whyForbidden(file: string, specifier: string): string | null {
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (!layer) return null;
  const isTest = TEST.test(file);
  const target = targetOf(file, specifier);
  if (target === null) {
    if (isTest || !layer.without?.test(specifier)) return null;
    return `${layer.name} must not know the package ${specifier}`;
  }
  const other = LAYERS.find(({ files }) => files.test(target));
  if (other && other !== layer) {
    if (appOf(file) !== null && appOf(target) !== null && appOf(file) !== appOf(target)) {
      return `apps do not import apps: ${appOf(file)} imports ${appOf(target)}`;
    }
    if (!isTest && !layer.imports.includes(other.name)) return `${layer.name} must not import ${other.name}`;
    if (!isTest && TEST.test(target)) return `${layer.name} must not import test code`;
  }
  return whyForbiddenFeature(file, target);
}

/** A feature of the web app is seen from outside through its index.ts alone. */
function whyForbiddenFeature(file: string, target: string): string | null {
  const [, feature, inside] = WEB_FEATURE.exec(target) ?? [];
  if (feature === undefined || inside === 'index.ts' || WEB_FEATURE.exec(file)?.[1] === feature) return null;
  return `feature ${feature} is imported through its index.ts`;
}

/** Where an import leads inside this repository; null for packages from npm and Node's own modules. */
function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  const [, name, rest] = /^@ubuntu-aliases\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (!name) return null;
  const home = name === 'shared' || name === 'store' || name === 'dns' ? 'packages' : 'apps';
  return `${home}/${name}/src${rest ?? '/index.ts'}${rest === '/testing' ? '/index.ts' : ''}`;
}

const appOf = (file: string) => /^apps\/([^/]+)\//.exec(file)?.[1] ?? null;
