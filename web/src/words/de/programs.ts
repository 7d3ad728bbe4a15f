// Programme, auf der Seite für Hosts.
export const programsLead = 'Was hier von selbst schreibt oder liest: eine Tafel in der Küche, ein Sensor, ein Skript.';
export const leavingTraces = 'Programme, die Spuren hinterlassen';
export const leavingTracesMeans =
  'Ein Programm hinterlässt Spuren unter einem eigenen Namen, als Programm gekennzeichnet. Es ist kein Mitglied: Es liest nichts, sieht niemanden und zählt nirgends.';
export const letInBy = (name: string) => `eingelassen von ${name}`;
export const noPrograms = 'Noch kein Programm.';
export const programName = 'Sein Name';
export const programNameHint = 'Küchentafel';
export const letProgramIn = 'Ein Programm einlassen';
export const tokenOnce = 'Gib dem Programm dieses Token. Es wirkt wie ein Passwort und wird nur dieses Mal gezeigt.';
export const token = 'Token';
export const address = 'Wo es Spuren hinterlässt';
export const forExample = 'Zum Beispiel von einer Kommandozeile';
export const exampleTrace = 'Das Brot ist aus dem Ofen';
export const copyOf = (what: string) => `Kopieren: ${what}`;
export const endProgram = 'Beenden';
export const endOf = (name: string) => `${name} beenden`;
export const endProgramSure = (name: string) => `${name} beenden?`;
export const endProgramMeans = 'Es hinterlässt nichts mehr. Was es hinterlassen hat, bleibt.';
export const aFeed = 'Ein Feed, der anderswo gelesen wird';
export const aFeedMeans =
  'Die neuesten fünfzig Spuren für einen Feedreader oder eine andere Seite, ohne Grüppchen, Versprechen und was nicht auf die Wand soll. Wer die Adresse hat, liest sie; was zurückgenommen wird, kann in schon Gelesenem stehen bleiben.';
export const theFeed = (n: number) => `Feed ${n}`;
export const feedBy = (name: string) => `von ${name}`;
export const noFeeds = 'Noch kein Feed.';
export const makeFeed = 'Eine Adresse machen';
export const feedOnce = 'Gib diese Adresse einem Feedreader. Sie wird nur dieses Mal gezeigt.';
export const feedAddress = 'Adresse des Feeds';
export const revokeFeed = (n: number) => `Feed ${n} widerrufen`;
export const revokeFeedSure = 'Die Adresse dieses Feeds widerrufen?';
export const revokeFeedMeans = 'Sie zeigt nichts mehr. Was schon gelesen wurde, bleibt, wo es ist.';
export const webhooks = 'Webhooks';
export const webhooksMean =
  'Sag einem eigenen Server, was sich ändert: Eine Spur wurde hinterlassen, neu formuliert, zurückgenommen oder verborgen. Er bekommt, was eine Wand zeigen darf, signiert und der Reihe nach.';
export const noHooks = 'Noch kein Webhook.';
export const hookBy = (name: string) => `hinzugefügt von ${name}`;
export const hookFails = (since: string) => `nimmt seit ${since} nichts an; es wird weiter versucht`;
export const hookOff = 'abgeschaltet, weil tagelang nichts angenommen wurde';
export const hookOn = 'Einschalten';
export const hookAddress = 'Wohin';
export const addHook = 'Einen Webhook hinzufügen';
export const hookSecretOnce =
  'Gib dem Empfänger dieses Geheimnis, mit dem er jede Nachricht prüft. Es wird nur dieses Mal gezeigt.';
export const hookSecret = 'Geheimnis';
export const removeHook = (to: string) => `${to} entfernen`;
export const removeHookSure = 'Diesen Webhook entfernen?';
export const removeHookMeans = (to: string) => `Nichts wird mehr an ${to} gesendet.`;
export const hookNowhere = 'Nur eine https-Adresse im öffentlichen Internet geht.';
