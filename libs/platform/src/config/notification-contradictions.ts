import type { Configuration } from './configuration-schema.ts';
import type { Contradiction } from './contradiction.ts';

/** What would silently send nothing, or without encryption. */
export function notificationContradictions({ mail, sms }: Configuration): Contradiction[] {
  return [...mailContradictions(mail), ...smsContradictions(sms)];
}

function mailContradictions({ smtpUrl, from, plaintext }: Configuration['mail']): Contradiction[] {
  const problem = (key: string, message: string): Contradiction[] => [{ path: ['mail', key], message }];
  if (smtpUrl === '') return from === '' ? [] : problem('from', 'is of no use without mail.smtpUrl');
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || url.search !== '' || !['', '/'].includes(url.pathname)) {
    return problem('smtpUrl', 'smtp://host:port or smtps://host:port is needed, with user and password before the host where there are any, and nothing after the port');
  }
  return [
    ...(from === '' ? problem('from', 'is needed where there is mail.smtpUrl') : []),
    ...(plaintext && url.protocol === 'smtps:' ? problem('plaintext', 'is true and mail.smtpUrl is smtps://, which is encrypted') : []),
  ];
}

function smsContradictions({ url, body, format }: Configuration['sms']): Contradiction[] {
  const problem = (key: string, message: string): Contradiction[] => [{ path: ['sms', key], message }];
  if (url === '') return [];
  if (!/^https?:\/\/[^{}/]+/.test(url) || !URL.canParse(url)) return problem('url', 'an https:// URL is needed, with nothing to fill in before its path');
  const missing = ['{to}', '{text}'].find((place) => !url.includes(place) && !body.includes(place));
  if (missing !== undefined) return problem('body', `says nowhere ${missing}, and neither does sms.url`);
  return format === 'json' && !isJson(body) ? problem('body', 'is no JSON while sms.format is json') : [];
}

/** With something plain in each place that is filled in. */
function isJson(template: string): boolean {
  try {
    JSON.parse(template.replace(/\{(?:to|text|id)\}/gu, '0'));
    return true;
  } catch {
    return false;
  }
}
