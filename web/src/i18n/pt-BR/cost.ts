/** Portuguese (Brazil): what calls are estimated to cost. */
export const cost = {
  title: "Custo estimado",
  free: "Gratuita",
  freeHint: "A Meta cobra apenas as ligações que você faz e que são atendidas.",
  unknown: "Sem preço",
  unknownHint: "A tabela não tem preço para o país deste número, ou o número não diz qual é.",
  perMinute: "≈ {{price}}/min",
  perMinuteHint: "Estimativa pela tabela da Meta de {{day}}: {{market}}, faixa {{tier}}.",
  exampleHint:
    "Preço de exemplo inventado: {{market}}, faixa {{tier}}. Importe a tabela da Meta nas configurações.",
  callHint:
    "Estimativa: {{pulses}} × 6 segundos a {{price}} por minuto, {{market}}, faixa {{tier}}, tabela da Meta de {{day}}.",
  callExampleHint:
    "Preço de exemplo inventado: {{pulses}} × 6 segundos a {{price}} por minuto, {{market}}, faixa {{tier}}.",
  example: "(exemplo)",
  madeUp:
    "Estes preços são inventados, para mostrar como funciona. Importe a tabela da Meta para substituí-los.",
};
