// What a host plans: gatherings, reviews and pods.
export const comingUp = 'Hui';
export const nothingComes = 'Kāore he hui e haere ana, kāore hoki i te whakaritea.';
export const reviewDays = 'Ngā whakaaetanga, me te rā titiro anō ki ia mea';
export const setRhythm = 'Kī mai āhea tūtaki ai';
export const noneCalled = 'Kāore he rōpū iti kua karangatia.';
export const podsAreTheirs = 'Mā te mema tētahi e karanga; ko ērā kei roto anake ka kite';
