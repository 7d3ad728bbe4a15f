// What becomes of a pod.
export const restPod = 'Tukua kia okioki';
export const closePod = 'Katia te rōpū iti';
export const closeSure = 'Ka katia tēnei rōpū iti mō ake tonu atu?';
export const closeMeans = 'E kore e taea te tāpiri anō. Ka taea tonu e ōna mema te pānui me te kawe ki te kāinga.';
