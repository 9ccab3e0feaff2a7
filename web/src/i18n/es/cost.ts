/** Spanish: what calls are estimated to cost. */
export const cost = {
  title: "Costo estimado",
  free: "Gratis",
  freeHint: "Meta solo cobra las llamadas que haces y que son contestadas.",
  unknown: "Sin precio",
  unknownHint: "La tarifa no tiene precio para el país de este número, o el número no dice cuál es.",
  perMinute: "≈ {{price}}/min",
  perMinuteHint: "Estimación según la tarifa de Meta del {{day}}: {{market}}, tramo {{tier}}.",
  exampleHint:
    "Precio de ejemplo inventado: {{market}}, tramo {{tier}}. Importe la tarifa de Meta en la configuración.",
  callHint:
    "Estimación: {{pulses}} × 6 segundos a {{price}} por minuto, {{market}}, tramo {{tier}}, tarifa de Meta del {{day}}.",
  callExampleHint:
    "Precio de ejemplo inventado: {{pulses}} × 6 segundos a {{price}} por minuto, {{market}}, tramo {{tier}}.",
  example: "(ejemplo)",
  madeUp:
    "Estos precios son inventados, para mostrar cómo funciona. Importe la tarifa de Meta para reemplazarlos.",
};
