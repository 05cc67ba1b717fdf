#include "dmp/card/messages.hpp"

#include "dmp/card/detail/message_lists.hpp"

namespace dmp::card {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // The service and its readers.
    {"PCSC-NO-SERVICE", "the smart-card service (pcscd) is not running",
     "le service de cartes à puce (pcscd) n'est pas démarré",
     "Start the service: systemctl start pcscd (from the package pcscd).",
     "Démarrer le service : systemctl start pcscd (paquet pcscd)."},
    {"PCSC-FORBIDDEN", "the smart-card service (pcscd) does not allow this user",
     "le service de cartes à puce (pcscd) refuse cet utilisateur",
     "Work in a local session, or allow the user with a polkit rule for "
     "org.debian.pcsc-lite.access_pcsc and access_card.",
     "Travailler dans une session locale, ou autoriser l'utilisateur par une règle polkit pour "
     "org.debian.pcsc-lite.access_pcsc et access_card."},
    {"PCSC-FAILED", "the smart-card service refused {call}",
     "le service de cartes à puce a refusé {call}",
     "Check that you may use it (see its log: journalctl -u pcscd), then restart it: systemctl "
     "restart pcscd",
     "Vérifier que vous avez le droit de l'utiliser (voir son journal : journalctl -u pcscd), puis "
     "le redémarrer : systemctl restart pcscd"},
    {"PCSC-HANGS", "the smart-card service (pcscd) does not answer",
     "le service de cartes à puce (pcscd) ne répond pas", "Restart it: systemctl restart pcscd",
     "Le redémarrer : systemctl restart pcscd"},
    {"PCSC-NO-READER", "no smart-card reader is connected",
     "aucun lecteur de carte à puce n'est branché", "Plug in a reader and try again.",
     "Brancher un lecteur et recommencer."},
    {"PCSC-READER-GONE", "the reader is no longer there", "le lecteur n'est plus là",
     "Plug the reader in, wait for its light, and try again.",
     "Brancher le lecteur, attendre que son voyant s'allume, et recommencer."},

    // Which card.
    {"CARD-NONE", "there is no card in any reader", "aucun lecteur ne contient de carte",
     "Insert the card, chip first. With a module (--card-module), check that pcscd runs; the token "
     "of an HSM has to be initialised first.",
     "Insérer la carte, puce en avant. Avec un module (--card-module), vérifier que pcscd est "
     "démarré ; le jeton d'un HSM doit d'abord être initialisé."},
    {"CARD-SEVERAL", "there are cards in several readers: {names}",
     "plusieurs lecteurs contiennent une carte : {names}",
     "Choose one: --reader NAME, or a part of its name that no other reader has.",
     "En choisir un : --reader NOM, ou une partie de son nom qu'aucun autre lecteur n'a."},
    {"CARD-UNKNOWN-READER",
     "\"{name}\" does not match exactly one reader; the readers are: {names}",
     "« {name} » ne désigne pas un lecteur unique ; les lecteurs sont : {names}",
     "\"dmpcert card list\" shows the names.", "« dmpcert card list » donne les noms."},

    // Why a card does not answer.
    {"CARD-REMOVED", "the card was taken out, or the reader unplugged",
     "la carte a été retirée, ou le lecteur débranché", "Insert the card and leave it in.",
     "Insérer la carte et l'y laisser."},
    {"CARD-BROKEN-OFF", "the exchange with the card was interrupted",
     "l'échange avec la carte s'est interrompu",
     "Leave the card in until the end; clean its contacts; then run the command again.",
     "Laisser la carte en place jusqu'à la fin ; nettoyer ses contacts ; puis relancer la "
     "commande."},
    {"CARD-IN-USE", "another program is using the card", "un autre programme occupe la carte",
     "Close that program, or wait until it has finished, and try again.",
     "Fermer ce programme, ou attendre qu'il ait fini, et recommencer."},
    {"CARD-TIMEOUT", "the card did not answer within {seconds} {seconds:second|seconds}",
     "la carte n'a pas répondu en {seconds} {seconds:seconde|secondes}",
     "Take the card out, insert it again and retry; to wait longer, use --card-timeout.",
     "Retirer la carte, la réinsérer et recommencer ; pour attendre plus longtemps, utiliser "
     "--card-timeout."},
    {"CARD-MUTE", "the card does not answer", "la carte ne répond pas",
     "Insert it the other way round; clean its contacts.",
     "L'insérer dans l'autre sens ; nettoyer ses contacts."},
    {"CARD-ENDLESS", "the card's answer does not end", "la réponse de la carte ne se termine pas",
     "Use another card.", "Utiliser une autre carte."},
    {"CARD-CHANGED", "the card in the reader is not the same as before",
     "ce n'est plus la même carte dans le lecteur",
     "Insert the first card again, and run the command again.",
     "Remettre la première carte, et relancer la commande."},
    {"CARD-NO-APPLICATION", "the card does not let its application be selected",
     "la carte ne permet pas de sélectionner son application",
     "Take the card out, insert it again, and run the command again.",
     "Retirer la carte, la réinsérer, et relancer la commande."},
    {"CARD-COMMAND-LONG", "a command of {bytes} bytes is too long for this card",
     "une commande de {bytes} octets est trop longue pour cette carte"},

    // The PIN.
    {"CARD-NO-PIN", "the card in {reader} has no PIN that could be used",
     "la carte dans {reader} n'a pas de code PIN utilisable",
     "Insert a CPx card so that its contacts are in the reader.",
     "Insérer une carte CPx, contacts dans le lecteur."},
    {"CARD-PIN-WRONG", "the card refused the PIN; {left} {left:try|tries} left",
     "la carte a refusé le code PIN ; {left} {left:essai restant|essais restants}",
     "Check the PIN before you try again: dmpcert never sends a refused PIN twice.",
     "Vérifier le code avant de réessayer : dmpcert n'envoie jamais deux fois un code refusé."},
    {"CARD-PIN-BLOCKED", "the card's PIN is blocked", "le code PIN de la carte est bloqué",
     "Set a new PIN with the unblocking code (eight digits) that came with the card, in ANS's own "
     "card software. If it is lost, ask ANS for a new one: esante.gouv.fr, cartes CPx. dmpcert "
     "does not unblock cards.",
     "Définir un nouveau code avec le code de déblocage (huit chiffres) reçu avec la carte, dans "
     "le logiciel de carte de l'ANS. S'il est perdu, en demander un à l'ANS : esante.gouv.fr, "
     "cartes CPx. dmpcert ne débloque pas les cartes."},
    {"CARD-PIN-LAST-TRY", "only one try is left: a wrong PIN would block the card",
     "il ne reste qu'un essai : un code faux bloquerait la carte",
     "Make sure that you know the PIN, then add --allow-last-try.",
     "S'assurer du code, puis ajouter --allow-last-try."},
    {"CARD-PIN-FORMAT",
     "this is not a PIN: a PIN has digits only, at least {min} and at most {max}; nothing was sent",
     "ce n'est pas un code PIN : il n'a que des chiffres, au moins {min} et au plus {max} ; rien "
     "n'a été envoyé",
     "Type the PIN again.", "Saisir le code de nouveau."},
    {"CARD-PIN-CODING",
     "the card stores its PIN in a form that dmpcert does not know; nothing was sent",
     "la carte enregistre son code PIN sous une forme que dmpcert ne connaît pas ; rien n'a été "
     "envoyé",
     "Use ANS's module (--card-module), and please report the card (dmpcert card show).",
     "Utiliser le module de l'ANS (--card-module), et merci de signaler la carte (dmpcert card "
     "show)."},
    {"CARD-PIN-CANCELLED", "the PIN was not typed: the entry was cancelled",
     "le code PIN n'a pas été saisi : la saisie a été annulée", "Start again, and type the PIN.",
     "Recommencer, et saisir le code."},
    {"CARD-PIN-TIMEOUT", "the PIN was not typed in time", "le code PIN n'a pas été saisi à temps",
     "Run the command again and type the PIN on the reader's keypad.",
     "Relancer la commande et saisir le code sur le clavier du lecteur."},
    {"CARD-PIN-NOT-PRESENTED", "the reader did not send the PIN to the card; no try was used up",
     "le lecteur n'a pas transmis le code PIN à la carte ; aucun essai n'est perdu",
     "Type the PIN on the computer's keyboard instead: leave out --pinpad.",
     "Saisir le code au clavier de l'ordinateur : retirer --pinpad."},
    {"CARD-PIN-FAILED",
     "the card did not say whether the PIN is right (status {status}); the card was reset",
     "la carte n'a pas dit si le code PIN est juste (état {status}) ; elle a été réinitialisée",
     "This may have used up a try. dmpcert shows how many are left before the next one: stop if "
     "only one is left.",
     "Un essai est peut-être perdu. Avant le suivant, dmpcert indique combien il en reste : "
     "s'arrêter s'il n'en reste qu'un."},
    {"CARD-PIN-UNCERTAIN",
     "the PIN was sent, but it is not known whether the card received it: {reason}",
     "le code PIN a été envoyé, mais on ne sait pas si la carte l'a reçu : {reason}",
     "This may have used up a try. dmpcert shows how many are left before the next one: stop if "
     "only one is left.",
     "Un essai est peut-être perdu. Avant le suivant, dmpcert indique combien il en reste : "
     "s'arrêter s'il n'en reste qu'un."},
    {"CARD-PIN-TRIES-UNKNOWN",
     "the card does not say how many tries are left; a wrong PIN might block it",
     "la carte ne dit pas combien d'essais il reste ; un code faux pourrait la bloquer",
     "Make sure that you know the PIN, then add --allow-last-try.",
     "S'assurer du code, puis ajouter --allow-last-try."},
    {"CARD-PIN-NEEDED", "the card asks for its PIN first", "la carte demande d'abord son code PIN",
     "Type the PIN when you are asked for it.", "Saisir le code quand il est demandé."},
    {"CARD-PIN-EACH-TIME",
     "the card asks for its PIN again, but a file descriptor can give it only once",
     "la carte redemande son code PIN, mais un descripteur de fichier ne peut le donner qu'une "
     "fois",
     "Use --pin-env, --pinpad or the terminal.", "Utiliser --pin-env, --pinpad ou le terminal."},
    {"CARD-NO-PINPAD", "reader {reader} has no keypad for a PIN",
     "le lecteur {reader} n'a pas de clavier pour le code PIN", "Leave out --pinpad.",
     "Retirer --pinpad."},

    // Signatures.
    {"CARD-NO-SIGNATURE-KEY", "the card has no key for signatures",
     "la carte n'a pas de clé de signature",
     "Use the card of a person. On another token, the key and the certificate need the same "
     "CKA_ID, and the key needs the right to sign.",
     "Utiliser la carte d'une personne. Sur un autre jeton, la clé et le certificat doivent avoir "
     "le même CKA_ID, et la clé le droit de signer."},
    {"CARD-NO-SIGNATURE-CERTIFICATE",
     "the card in {reader} has no readable signature certificate, so it cannot sign",
     "la carte dans {reader} n'a pas de certificat de signature lisible : elle ne peut pas signer",
     "Insert the CPS, CPE or CPA card of an administrator so that its contacts are in the reader "
     "(dmpcert card show).",
     "Insérer la carte CPS, CPE ou CPA d'un administrateur, contacts dans le lecteur (dmpcert card "
     "show)."},
    {"CARD-SIGN", "the card refused to sign (status {status})",
     "la carte a refusé de signer (état {status})",
     "Run the command again with -vv, and report what it shows; it does not show the PIN.",
     "Relancer la commande avec -vv, et signaler ce qu'elle affiche ; le code n'y figure pas."},
    {"CARD-SIGNATURE-WRONG",
     "the signature made by the card in {reader} is not valid for its certificate",
     "la signature faite par la carte dans {reader} n'est pas valide pour son certificat",
     "Nothing was written. Use another card, and report this one (dmpcert card show).",
     "Rien n'a été écrit. Utiliser une autre carte, et signaler celle-ci (dmpcert card show)."},

    {"card.kind.other", "not a CPx card", "autre chose qu'une carte CPx"},

    // What is uncertain about a card.
    {"card.doubt.not-confirmed",
     "its answer to reset is that of a CPx card, but its serial number is not",
     "sa réponse à la mise sous tension est celle d'une carte CPx, mais pas son numéro de série"},
    {"card.doubt.serial", "the check digit of its serial number is wrong",
     "la clé de son numéro de série est fausse"},
    {"card.doubt.revision", "this revision of the CPx card is not known",
     "cette révision de la carte CPx n'est pas connue"},
    {"card.doubt.cps4", "this program was never tested with a CPS4",
     "ce programme n'a jamais été essayé avec une CPS4"},
    {"card.doubt.contactless", "the holder cannot be read without contact: insert the card",
     "le porteur ne peut pas être lu sans contact : insérer la carte"},
    {"card.doubt.files",
     "its directory could not be read; its certificates were looked for in the usual places",
     "son répertoire n'a pas pu être lu ; ses certificats ont été cherchés aux emplacements "
     "habituels"},
    {"card.doubt.certificate", "one of its certificates cannot be read",
     "un de ses certificats est illisible"},
    {"card.doubt.no-certificate", "no certificate of a CPx card can be read from it",
     "aucun certificat de carte CPx n'y est lisible"},
    {"card.doubt.key",
     "its directory names no key for its signature certificate; the key that other cards use is "
     "assumed",
     "son répertoire ne nomme pas de clé pour son certificat de signature ; la clé habituelle des "
     "autres cartes est supposée"},
    {"card.doubt.updates",
     "its update record (EF_ACTUA) is empty; ANS's own software refuses such a card",
     "son journal de mise à jour (EF_ACTUA) est vide ; le logiciel de l'ANS refuse une telle "
     "carte"},
    {"card.doubt.number", "the card number in its certificates differs from the one in its label",
     "le numéro de carte de ses certificats diffère de celui de son étiquette"},

    // What `card show` says.
};

}  // namespace

std::vector<Messages> messages() { return {kEntries, module_messages()}; }

}  // namespace dmp::card
