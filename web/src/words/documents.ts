// What the document of each language says; the build writes it there.
import * as de from './de/document.ts';
import * as en from './en/document.ts';
import * as es from './es/document.ts';
import * as fr from './fr/document.ts';
import type { LanguageCode } from './languages.ts';
import * as mi from './mi/document.ts';

export const documents: Record<LanguageCode, { [word in keyof typeof en]: string }> = { en, es, fr, de, mi };
