// Photos: picked, described, looked at.
import type { Code } from '../../protocol';

export const photo = 'Photo';
export const photoComing = 'Making it small…';
export const photoUnreadable = 'This browser can’t read that file as a picture.';
export const whatIsSeen = 'What is to be seen?';
export const altHint = 'for those who don’t see it';
export const dropPhoto = 'Take the photo out';
export const lookAt = (alt: string | undefined) => (alt ? `Photo: ${alt}. See it large` : 'Photo. See it large');

/** What to tell a member where the board didn't take a photo, or a trace with one. */
export const photoRefusals: Partial<Record<Code, string>> = {
  unknown_photo: 'The photo did not come along, and this browser has it no more. Edit it, and pick the photo again.',
  not_a_photo: 'That file is no picture that can be shown. Edit it, and pick another photo.',
  too_many_photos: 'Too many photos wait for their traces. Try again in a moment.',
};
