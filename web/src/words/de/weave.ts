// Who builds with whom, and the way back to each other.
export const whoBuilds = 'Wer mit wem knüpft';
export const weaveLead =
  'Eine Linie, wo zwei an die Spuren der anderen Person angeknüpft haben: je öfter, desto dicker.';
export const weavePicture = 'Ein Bild davon, wer mit wem knüpft. Die Tabelle darunter sagt dasselbe.';
export const everyone = 'Alle';
export const youInMiddle = 'Du in der Mitte';
export const findPerson = 'Ansehen';
export const nobodyPicked = 'Tippe auf jemanden, oder wähle einen Namen';
export const asTable = 'Als Tabelle';
export const person = 'Wer';
export const buildsWith = 'Knüpft mit';
export const builds = {
  thick: (names: string) => `Immer wieder mit ${names}.`,
  middle: (names: string) => `Oft mit ${names}.`,
  thin: (names: string) => `Ab und zu mit ${names}.`,
};
export const noTies = 'Noch mit niemandem.';
export const noWeave =
  'Noch hat niemand an die Spur von jemand anderem angeknüpft. Die erste Linie beginnt mit einem Tippen auf „Anknüpfen“.';
export const podRings = (names: string) => `In den kleinen Ringen: ${names}.`;
export const gatheringRing = (name: string) => `Im inneren Ring: wer Spuren hinterlassen hat, während ${name} lief.`;
export const theLastGathering = 'das letzte Treffen';
export const reconnect = 'Neu verbinden';
export const reconnectLead =
  'Gruppen von Menschen, die bisher kaum miteinander geknüpft haben. Jeder lässt sich ein Grüppchen anbieten. Wer ablehnt, erfährt niemand.';
export const groupSize = 'Wie viele in jeder?';
export const offerFor = 'Wofür ist es?';
export const offerUsual = 'Sich neu begegnen: etwas Kleines zusammen';
export const offerAll = 'Alle in ihres einladen';
export const offered = 'Eingeladen. Jede Gruppe weiß nur von ihrem.';
export const nobodyToGroup = 'Es braucht mindestens zwei Menschen.';
export const thisIsHosts = 'Nur Hosts suchen nach Gruppen.';
