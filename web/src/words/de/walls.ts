// Die Wände des Kreises, auf der Seite für Hosts.
export const wallsLead =
  'Die neuesten Spuren in großer Schrift, für alle im Saal. Öffne den Link in einem Browser, der einen großen Bildschirm füllt. Er kann nur schauen: Er zeigt keine Liste der Mitglieder, keine Grüppchen und nichts, was nicht auf die Wand soll.';
export const makeWall = 'Einen Link für eine Wand erstellen';
export const wallLinkOnce = 'Öffne ihn auf dem großen Bildschirm. Er wird nur dieses eine Mal gezeigt.';
export const theWall = (number: number) => `Wand ${number}`;
export const wallBy = (name: string) => `erstellt von ${name}`;
export const wallDelay = 'Eine Spur erscheint';
export const wallDelays = {
  0: 'sofort',
  15000: 'nach 15 Sekunden',
  60000: 'nach einer Minute',
  300000: 'nach fünf Minuten',
} as const;
export const wallDelayOther = (seconds: number) => `nach ${seconds} Sekunden`;
export const wallDelayMeans =
  'Bis dahin kann, wer sie hinterlassen hat, sie zurücknehmen, und ein Host sie ausblenden.';
export const wallCode = 'Einen Code zum Hereinkommen zeigen';
export const wallCodeMeans = 'Wer die Wand sieht, kann beitreten. Ausschalten widerruft diese Einladung.';
export const pauseWall = 'Anhalten';
export const resumeWall = 'Weiter';
export const wallPaused = 'angehalten: zeigt keine Spuren';
export const wallLive = 'zeigt die neuesten Spuren';
export const revokeWall = 'Widerrufen';
export const revokeWallSure = 'Den Link dieser Wand widerrufen?';
export const revokeWallMeans = 'Die Wand wird sofort dunkel. Sie braucht einen neuen Link, um wiederzukommen.';
export const noWalls = 'Noch keine Wand.';
