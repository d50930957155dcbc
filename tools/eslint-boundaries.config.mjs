// Run through Nx (`npm run boundaries`): without its project graph the rule about imports skips itself.
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { DEPENDENCY_RULES, PURE_LIBS, PURITY_RULES } from './boundaries.mjs';

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.faxwire/**'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    rules: { '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints: DEPENDENCY_RULES }] },
  },
  // Specimens are what specs are made with, and may be made with what makes specs.
  { files: PURE_LIBS.map((lib) => `${lib}/src/**/*.ts`), ignores: ['**/*.spec.ts', '**/specimen/**'], rules: PURITY_RULES },
];
