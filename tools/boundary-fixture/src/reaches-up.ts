// Every line here breaks a wall of the house on purpose; tools/boundaries.spec.ts expects each to be seen.
import { Injectable } from '@nestjs/common';
import { EventLog } from '@faxwire/event-log';
import { readFileSync } from 'node:fs';

export async function impure(): Promise<unknown> {
  await Promise.resolve();
  return [Injectable, EventLog, readFileSync, Date.now(), Math.random()];
}
