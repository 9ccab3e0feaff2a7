/** Portuguese (Brazil): what messages carry beside their words. */
export const medium = {
  keep: "Baixar",
  enlarge: "Ampliar: {{name}}",
  coming: "{{name}}: buscando no WhatsApp…",
  too_large: "{{name}}: maior do que este servidor aceita ({{size}}).",
  lost: "{{name}}: não foi possível buscar. O WhatsApp guarda arquivos por 7 dias.",
  again: "Tentar de novo",
  map: "Abrir um mapa",
  addContact: "Adicionar {{name}} aos contatos",
};

export const attach = {
  title: "Anexar",
  file: "Arquivos",
  place: "Localização",
  people: "Cartão de contato",
  files: "Arquivos para enviar",
  remove: "Tirar {{name}}",
  sending: "Enviando {{name}}",
  where: "Coordenadas",
  whereHint: "Latitude e longitude, como os mapas mostram",
  badPlace: "Escreva dois números separados por vírgula, como -23.55052, -46.63331.",
  placeName: "O que fica ali",
  address: "Endereço",
  person: "Contato",
  choosePerson: "Escolha um contato",
  record: "Gravar mensagem de voz",
  recording: "Gravando {{time}}",
  discard: "Descartar a gravação",
  sendRecording: "Enviar",
  noMicrophone: "Não é possível usar o microfone. Permita-o nas configurações desta página no navegador.",
};
