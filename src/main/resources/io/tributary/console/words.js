// How numbers, times, kinds and outcomes are said.

export const KINDS = {
  topic: 'SNS topic',
  queue: 'SQS queue',
  pipe: 'Pipe',
  bus: 'Event bus',
  rule: 'Rule',
  'log-group': 'Log group',
  other: 'Endpoint',
};

export const EDGES = {
  subscription: 'subscription',
  'pipe-source': 'source of the pipe',
  'pipe-target': 'target of the pipe',
  rule: 'rule of the bus',
  'rule-target': 'target of the rule',
  'dead-letter': 'dead-letter queue',
  redrive: 'dead-letter queue, by the redrive policy',
  logs: 'logs',
};

/** Sign, words and tone of each outcome; the sign carries the meaning where colour cannot. */
const OUTCOMES = {
  arrived: ['✓', 'arrived', 'good'],
  passed: ['✓', 'passed', 'good'],
  'on-its-way': ['→', 'on its way', 'busy'],
  retrying: ['↻', 'retrying', 'warn'],
  filtered: ['⊘', 'filtered', 'calm'],
  'dead-letter': ['!', 'dead letter', 'bad'],
  'dead-lettered': ['!', 'dead letter', 'bad'],
  stopped: ['✕', 'stopped', 'bad'],
  denied: ['✕', 'denied', 'bad'],
  failed: ['✕', 'failed', 'bad'],
  lost: ['✕', 'lost', 'bad'],
};

/** The outcomes that the list can be filtered by. */
export const FILTERS = ['arrived', 'on-its-way', 'retrying', 'dead-letter', 'stopped', 'lost', 'filtered'];

export function outcome(name) {
  const key = (name ?? '').toLowerCase().replaceAll('_', '-');
  const [sign, words, tone] = OUTCOMES[key] ?? ['·', key.replaceAll('-', ' '), 'calm'];
  return { sign, words, tone };
}

const grouped = new Intl.NumberFormat('en-GB');
const short = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

/** 12,345 */
export const number = (value) => grouped.format(value);

/** 12.3K, for where room is scarce */
export const compact = (value) => (value < 10_000 ? grouped.format(value) : short.format(value));

/** 0.4/s, 12/s, 1,240/s */
export const rate = (perSecond) => `${perSecond < 10 ? Math.round(perSecond * 10) / 10 : compact(Math.round(perSecond))}/s`;

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** 09:05:00.120, in UTC like all of AWS */
export const clockTime = (iso) => new Date(iso).toISOString().slice(11, 23);

export const dateTime = (iso) => new Date(iso).toISOString().slice(0, 19).replace('T', ' ');

/** Milliseconds since 1970 with the fraction that Date drops: hops are microseconds apart. */
export function millis(iso) {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? '';
  return Math.floor(Date.parse(iso) / 1000) * 1000 + Number(`0.${fraction || 0}`) * 1000;
}

/** 0.12 ms, 3.4 s, 2 min 5 s, 3 h 2 min */
export function duration(ms) {
  if (ms < 1000) {
    return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  const [big, small, units] = seconds < 3600 ? [60, 1, ['min', 's']] : seconds < 86_400 ? [3600, 60, ['h', 'min']] : [86_400, 3600, ['d', 'h']];
  const rest = Math.floor((seconds % big) / small);
  return `${Math.floor(seconds / big)} ${units[0]}${rest ? ` ${rest} ${units[1]}` : ''}`;
}

export function bytes(count) {
  return count < 1024 ? plural(count, 'byte') : `${(count / 1024).toFixed(1)} KiB`;
}

/** What a person calls the resource or the caller of an ARN. */
export function nameOf(arn) {
  const rest = arn.split(':').slice(5).join(':');
  return rest === '' ? arn : rest.replace(/^assumed-role\/([^/]+)\/.*/, 'role/$1').replace(/^(role|user)\/(?:.*\/)?/, '$1 ').replace(/^(event-bus|pipe)\//, '').replace(/^rule\/(?:.*\/)?/, '').replace(/^log-group:/, '');
}
