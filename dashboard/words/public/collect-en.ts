import type { CollectWords } from './collect-zh-Hans.ts';

/** How to collect evidence oneself, in English. */
export const collectEn: CollectWords = {
  title: 'Not watched by us? Keep evidence yourself',
  intro:
    'The sooner the better: replays, product pages and chats may change or go. What follows takes some ten minutes.',
  steps: [
    {
      title: 'Record the screen, with the time to be seen',
      items: [
        'Play the replay and record with the phone’s own screen recorder, without a pause or a cut.',
        'Begin with the system’s time: pull down the notifications or open the clock, and hold for three seconds.',
        'Record the room’s name, the presenter, the number of the link, and a minute before and after the sentence.',
        'Keep the original file; do not send it through apps that compress. Hand on the original.',
      ],
    },
    {
      title: 'Keep the order and the payment',
      items: [
        'The order page: number, time, product, variant, price, delivery, screen by screen.',
        'Proof of payment: the bill in the payment app, with its number and time.',
        'Invoice: ask the seller for it, and keep a picture of asking.',
      ],
    },
    {
      title: 'Keep the product page and the chat',
      items: [
        'Scroll through the whole product page while recording, with its address or share link.',
        'The chat with the seller, from before the order until now, with times; of calls write down when and what was said.',
        'The goods: packaging, labels, batch, parcel slip, each clearly; a recording of the unpacking is better still.',
      ],
    },
  ],
  keep: 'Put all into one folder, leave the times in file names as they are, and keep a second copy elsewhere.',
  where: 'Where to complain',
  places: [
    {
      title: 'The seller and the platform first',
      text: 'Ask for after-sales service in the order, then hand in a complaint on the platform: order number, the sentence, its time, and what you want (refund, exchange, damages).',
      asks: ['Order number and account', 'The sentence and its time', 'Pictures, recording', 'What you want'],
      source:
        'Consumer Protection Law of the PRC, art. 44: a platform that cannot give the seller’s true name, address and contact may itself be asked for damages.',
    },
    {
      title: '12315',
      text: 'Call 12315 in mainland China or fill in the form of the national 12315 platform (web, app, mini program). The authority is to handle it and tell you within seven working days of receiving it.',
      asks: [
        'Your name, telephone and address',
        'Name and address of whom you complain about (business licence on the product or order page)',
        'What you ask for, and the facts',
        'Evidence: pictures, recording, proof of payment',
      ],
      source: 'Consumer Protection Law of the PRC, art. 46; the 12315 form says what is needed.',
    },
    {
      title: 'Unlawful advertising may be reported by anyone',
      text: 'Superlatives, false advertising and the like may be reported to the market regulator, also by those who bought nothing.',
      asks: ['Room, presenter, platform', 'Time and words', 'Recording or link'],
      source:
        'Advertising Law of the PRC, art. 53: the authority handles it within seven working days of receiving it and tells you.',
    },
  ],
  asksLabel: 'You will be asked for',
  sourceLabel: 'Source',
  note: 'This says how to keep evidence and where to go; it does not judge whether a law was broken. A verifiable record is not a notary’s certificate; where much is at stake, a notary can secure evidence.',
};
