// The host’s page.
import { number, plural } from './numbers';

export const hostsOnly = 'Esta página es para anfitriones.';
export const noSuchRoom = 'No hay una página así para anfitriones.';
export const rooms = {
  invites: 'Invitaciones',
  hiding: 'Ocultar y mostrar',
  meetings: 'Grupitos, encuentros y acuerdos',
  wall: 'La pared',
  download: 'Descargar todo',
  people: 'Personas',
  circle: 'Nombre, calor y días',
  uses: 'Lo que usa',
  kin: 'Otros círculos',
  programs: 'Programas',
};
export const roomLines = {
  hiding: 'Huellas y personas',
  meetings: 'Lo que hay y lo que viene',
  wall: 'El tablero en una pantalla grande',
  download: 'Para leer, o para llevar a otro lado',
  people: 'Anfitriones, teléfonos perdidos, quién se fue',
  circle: 'Cómo está ajustado',
  uses: 'Cada cosa se puede apagar',
  kin: 'Los que nacen de este, y los hermanos',
  programs: 'Lo que escribe o lee aquí por sí solo',
};
export const openInvites = (count: number) =>
  count === 0 ? 'Ninguna invitación abierta' : plural(count, 'invitación abierta', 'invitaciones abiertas');
export const someHidden = 'Hay algo oculto';
export const runsNow = (name: string) => `${name}: en curso`;
export const comesNext = (name: string, when: string) => `${name}: ${when}`;
export const inviteLead = 'Un toque, y toda la sala puede escanear su código. Quien entra elige un nombre y un color.';
export const makeInvite = 'Crear una invitación';
export const inviteTerms = (days_: number, uses: number) =>
  `Para ${plural(days_, 'día', 'días')} y ${plural(uses, 'persona', 'personas')}`;
export const inviteFor = (name: string) => `Para que entre ${name}`;
export const joinsBy = (circle: string) => `Entra a ${circle}`;
export const scanIt = 'Apunta con la cámara de un teléfono.';
export const onlyHere = (port: string) =>
  `Solo este ordenador puede abrir esta dirección. Los teléfonos necesitan otra: quien lleva el tablón lo inicia con «--listen 0.0.0.0:${port}».`;
export const linkMeans = (name: string) =>
  `Solo para ${name}: quien lo abra entra con su nombre. Sirve una vez, durante un día. Adentro, en “Tus dispositivos”, se cierra la sesión del teléfono perdido.`;
export const justMade = 'Recién creada';
export const showLarge = 'Mostrarla en grande';
export const standingInvites = 'Invitaciones abiertas';
export const personalLinks = 'Enlaces para una persona';
export const label = 'Cómo la llamas';
export const labelHint = 'El cartel de la puerta';
export const holds = 'Vale por';
export const days = (count: number) => plural(count, 'día', 'días');
export const uses = 'Cuántas personas';
export const anInvite = { member: 'Una invitación', host: 'Una invitación para anfitriones' };
/** What the server itself calls the invites that it makes. */
export const ownLabels: { [label: string]: string } = {
  'host link printed at start': 'El enlace impreso para el anfitrión',
  'invite printed at start': 'La invitación impresa al empezar',
  'the wall': 'El código de la pantalla',
};
export const role = { member: 'integrante', host: 'anfitrión' };
export const used = (uses: number, most: number) => `usada ${number.format(uses)} de ${number.format(most)}`;
export const noInvites = 'No hay ninguna invitación abierta.';
export const revoke = 'Anular';
export const revokeSure = '¿Anular esta invitación?';
export const revokeMeans = 'Nadie más podrá entrar con ella.';
export const newestTraces = 'Las más nuevas';
export const hiddenTraces = 'Ocultas';
export const noneHidden = 'No hay nada oculto.';
export const aPerson = 'Una persona, no una huella';
export const aPersonMeans = 'Quitar a alguien, o dejarle volver';
export const lostPhone = '¿Alguien perdió su teléfono?';
export const lostPhoneMeans = 'Un enlace para una persona que ya es parte';
export const peopleLead = 'Toca un nombre: enlace por teléfono perdido, papel de anfitrión, salida y regreso.';
export const away = { left: 'se fue', removed: 'fuera del círculo' };
export const imported = 'importado, sin dueño aún';
export const lostTheirPhone = '¿Perdió su teléfono?';
export const lostMeans = (name: string) => `Un enlace para que ${name} entre desde otro.`;
export const claimLink = 'Crear un enlace';
export const claimMeans = (name: string) => `Con él entra ${name}, y lo importado pasa a ser suyo.`;
export const makeHost = 'Hacer anfitrión';
export const makeHostMeans = 'Los anfitriones dejan entrar gente, ocultan huellas y ajustan el círculo.';
export const makeMember = 'Hacer integrante';
export const makeMemberMeans = 'Entonces está en el círculo como los demás.';
export const stepDownSure = '¿Dejar de ser anfitrión?';
export const stepDownMeans = 'No podrás volver a serlo por tu cuenta: otro anfitrión sí puede dártelo.';
export const remove = 'Quitar';
export const removeSure = (name: string) => `¿Quitar a ${name}?`;
export const removeMeans = 'Sus huellas quedan, y puedes dejarle volver.';
export const letBack = 'Dejar volver';
export const letBackMeans = (name: string) => `Entonces ${name} está otra vez en el círculo.`;
export const letBackByLink = (name: string) => `Con un enlace con el que ${name} vuelve a entrar, con su nombre.`;
export const settings = 'El círculo';
export const seedCircle = 'Sembrar un círculo';
export const timeToBud = 'Este círculo creció';
export const timeToBudMeans =
  'Con unas ciento cincuenta personas ya no todas pueden conocerse. Quizás sea tiempo de sembrar uno más pequeño.';
export const budNotNow = 'Ahora no';
export const takeHomeLead = 'Todas las huellas del círculo, como están ahora. Son de ustedes.';
export const exportZip = ['Todo, con fotos', 'Los dos archivos de abajo y todas las fotos en uno (ZIP)'] as const;
export const exportMd = ['Para leer', 'Un archivo de texto (Markdown)'] as const;
export const exportJsonl = ['Para llevar a otro Traceboard', 'Una línea por huella (JSON Lines)'] as const;
export const takeHomeWithout =
  'Los grupitos no están incluidos: cada uno tiene su propia descarga, para quienes están dentro. Tampoco las palabras que se retiraron ni las respuestas a las rondas.';
