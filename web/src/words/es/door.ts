// Where there is no board: the way in, and what stands there for who may not.
export const whatThisIs =
  'Un tablero vivo para un círculo de personas. Haz lo tuyo, deja una huella, súmate a la de alguien.';
export const askForLink = 'Pide un enlace a alguien de tu círculo y ábrelo aquí, o pégalo.';
export const circleLost =
  'El enlace perdió una parte en el camino: ya no dice a qué círculo lleva. Copia el enlace entero del mensaje y pégalo aquí, o pide uno nuevo.';
export const yourCircles = 'Tus círculos';
export const invited = 'Te invitan a';
export const welcome = 'Hola,';
export const oneMoment = 'Un momento…';
export const noWay = 'Por aquí no se entra';
export const joinLead = 'Elige un nombre y un color. Eso es todo: sin correo, sin contraseña.';
export const signInLead = (circle: string) => `Con este enlace entras a ${circle} en este navegador.`;
export const join = (circle: string) => `Unirme a ${circle}`;
export const signIn = 'Entrar';
export const notIn = 'Aquí no tienes sesión abierta';
export const notInLead =
  'Si te trajo un enlace, su final se perdió en el camino: copia el enlace entero del mensaje y pégalo, o pide uno nuevo a un anfitrión.';
export const cookieRefused =
  'El enlace funcionó, pero este navegador no guarda la cookie de esta dirección y no puede mostrarte el tablero. Permite aquí las cookies, o borra las antiguas de esta dirección, y prueba otra vez: seguirás siendo la misma persona. Para otro navegador, pide a un anfitrión un enlace propio.';
export const placeTitle = 'Primero entra';
export const placeLead =
  'El enlace lleva a un lugar de un círculo en el que aún no estás. Pega la invitación que recibiste, o pide una a alguien del círculo: así llegarás a ese lugar.';
export const removed = 'Ya no estás en este círculo.';
export const removedLead = 'Tus huellas quedan en el tablero. Un anfitrión puede dejarte entrar de nuevo.';
export const youLeft = (name: string) => `Te fuiste de ${name}.`;
export const youLeftLead = 'Tus huellas quedan ahí. Si quieres volver, pide un enlace a un anfitrión.';
export const noCircle = 'Aquí no existe ese círculo';
export const noCircleLead =
  'Quizás el enlace es viejo, o se perdió una parte. Pega el enlace entero, o pide uno nuevo.';
export const pasteLink = 'Tu enlace';
export const openLink = 'Abrirlo';
export const noLink = 'Ese enlace no está entero. Lleva #invite= y, detrás, 43 signos.';
export const inAlready = (name: string) => `Aquí ya entraste como ${name}.`;
export const asAnother = 'Entrar como otra persona';
export const anotherMeans = (name: string) =>
  `Se cerrará aquí la sesión de ${name}, que necesitará un enlace para volver.`;
