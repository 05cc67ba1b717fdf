#include "dmp/card/messages.hpp"

#include "dmp/card/detail/message_lists.hpp"

namespace dmp::card {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // The service and its readers.
    {"PCSC-NO-SERVICE", "the smart-card service (pcscd) is not running",
     "le service de cartes à puce (pcscd) n'est pas démarré",
     "Start the service: systemctl start pcscd (it is in the package pcscd).",
     "Démarrer le service : systemctl start pcscd (il est dans le paquet pcscd)."},
    {"PCSC-FORBIDDEN", "the smart-card service (pcscd) does not let this user in",
     "le service de cartes à puce (pcscd) refuse cet utilisateur",
     "Work in a local session, or allow the user by a rule of polkit for "
     "org.debian.pcsc-lite.access_pcsc and access_card.",
     "Travailler dans une session locale, ou autoriser l'utilisateur par une règle polkit pour "
     "org.debian.pcsc-lite.access_pcsc et access_card."},
    {"PCSC-FAILED", "the smart-card service refused {call}",
     "le service de cartes à puce a refusé {call}",
     "Check that you may use it (its log tells: journalctl -u pcscd), then restart it: "
     "systemctl restart pcscd",
     "Vérifier le droit de l'utiliser (son journal le dit : journalctl -u pcscd), puis le "
     "redémarrer : systemctl restart pcscd"},
    {"PCSC-HANGS", "the smart-card service (pcscd) does not answer",
     "le service de cartes à puce (pcscd) ne répond pas", "Restart it: systemctl restart pcscd",
     "Le redémarrer : systemctl restart pcscd"},
    {"PCSC-NO-READER", "no smart-card reader is connected",
     "aucun lecteur de carte à puce n'est branché", "Plug in a reader and try again.",
     "Brancher un lecteur et recommencer."},
    {"PCSC-READER-GONE", "the reader is no longer there", "le lecteur n'est plus là",
     "Plug the reader in, wait until its light is on, and try again.",
     "Brancher le lecteur, attendre que son voyant s'allume, et recommencer."},

    // Which card.
    {"CARD-NONE", "there is no card in any reader", "aucun lecteur ne contient de carte",
     "Insert the card, chip first; through a module, check that pcscd runs, and initialise the "
     "token of "
     "an HSM first.",
     "Insérer la carte, puce en avant ; par un module, vérifier que pcscd est démarré, et "
     "initialiser "
     "d'abord le jeton d'un HSM."},
    {"CARD-SEVERAL", "there are cards in several readers: {names}",
     "plusieurs lecteurs contiennent une carte : {names}",
     "Say which one is meant: --reader NAME, or a part of the name that no other reader has.",
     "Indiquer lequel : --reader NOM, ou une partie du nom qu'aucun autre lecteur n'a."},
    {"CARD-UNKNOWN-READER", "\"{name}\" is not the name of one reader; there are: {names}",
     "« {name} » n'est pas le nom d'un lecteur ; il y a : {names}",
     "Take the name from: dmpcert card list", "Prendre le nom dans : dmpcert card list"},

    // Why a card does not answer.
    {"CARD-REMOVED", "the card was taken out, or the reader unplugged",
     "la carte a été retirée, ou le lecteur débranché", "Insert the card and leave it in.",
     "Insérer la carte et l'y laisser."},
    {"CARD-BROKEN-OFF", "the exchange with the card broke off",
     "l'échange avec la carte s'est interrompu",
     "Leave the card in until the end; clean its contacts; then run the command again.",
     "Laisser la carte jusqu'à la fin ; nettoyer ses contacts ; puis relancer la commande."},
    {"CARD-IN-USE", "another program holds the card", "un autre programme occupe la carte",
     "Close that program, or wait until it has finished, and try again.",
     "Fermer ce programme, ou attendre qu'il ait fini, et recommencer."},
    {"CARD-TIMEOUT", "the card did not answer within {seconds} seconds",
     "la carte n'a pas répondu en {seconds} secondes",
     "Take the card out, insert it again and retry; --card-timeout waits longer.",
     "Retirer la carte, la réinsérer et recommencer ; --card-timeout attend plus longtemps."},
    {"CARD-MUTE", "the card does not answer", "la carte ne répond pas",
     "Insert it the other way round; clean its contacts.",
     "L'insérer dans l'autre sens ; nettoyer ses contacts."},
    {"CARD-ENDLESS", "the card's answer does not come to an end",
     "la réponse de la carte n'en finit pas", "Use another card.", "Utiliser une autre carte."},
    {"CARD-CHANGED", "there is another card in the reader than before",
     "ce n'est plus la même carte dans le lecteur",
     "Insert the card again that the command began with, and run it again.",
     "Remettre la carte du début de la commande, et la relancer."},
    {"CARD-NO-APPLICATION", "the card does not let its application be chosen",
     "la carte ne laisse pas choisir son application",
     "Take the card out, insert it again, and run the command again.",
     "Retirer la carte, la réinsérer, et relancer la commande."},
    {"CARD-COMMAND-LONG", "a command of {bytes} bytes is too long for this card",
     "une commande de {bytes} octets est trop longue pour cette carte"},

    // The PIN.
    {"CARD-NO-PIN", "the card in {reader} has no PIN that could be presented",
     "la carte dans {reader} n'a pas de code à présenter",
     "Insert a CPx card, with its contacts in the reader.",
     "Insérer une carte CPx, ses contacts dans le lecteur."},
    {"CARD-PIN-WRONG", "the card refused the PIN; tries left: {left}",
     "la carte a refusé le code ; essais restants : {left}",
     "Check the code before the next try: dmpcert never sends a refused one again.",
     "Vérifier le code avant l'essai suivant : dmpcert ne renvoie jamais un code refusé."},
    {"CARD-PIN-BLOCKED", "the card's PIN is blocked", "le code de la carte est bloqué",
     "The code for unblocking (eight digits) that came with the card makes a new PIN, with ANS's "
     "own "
     "card software; without it, ask ANS for a new one: esante.gouv.fr, cartes CPx. dmpcert "
     "unblocks no "
     "card.",
     "Le code de déblocage (huit chiffres) reçu avec la carte donne un nouveau code, avec le "
     "logiciel de "
     "carte de l'ANS ; sans lui, en demander un à l'ANS : esante.gouv.fr, cartes CPx. dmpcert ne "
     "débloque "
     "aucune carte."},
    {"CARD-PIN-LAST-TRY", "one try only is left: a wrong PIN would block the card",
     "il ne reste qu'un essai : un code faux bloquerait la carte",
     "Be sure of the code, then add --allow-last-try.",
     "Être sûr du code, puis ajouter --allow-last-try."},
    {"CARD-PIN-FORMAT",
     "that is no PIN: it has digits only, {min} at least and {max} at most; nothing was sent",
     "ce n'est pas un code : il n'a que des chiffres, {min} au moins et {max} au plus ; rien n'a "
     "été "
     "envoyé",
     "Type the PIN again.", "Saisir le code de nouveau."},
    {"CARD-PIN-CODING",
     "the card keeps its PIN in a way that dmpcert does not know; nothing was sent",
     "la carte garde son code d'une façon que dmpcert ne connaît pas ; rien n'a été envoyé",
     "Use ANS's module: --card-module, and please report the card (dmpcert card show).",
     "Utiliser le module de l'ANS : --card-module, et signaler la carte (dmpcert card show)."},
    {"CARD-PIN-CANCELLED", "the PIN was not typed: somebody cancelled",
     "le code n'a pas été saisi : quelqu'un a annulé", "Start again, and type the PIN.",
     "Recommencer, et saisir le code."},
    {"CARD-PIN-TIMEOUT", "nobody typed the PIN in time", "le code n'a pas été tapé à temps",
     "Run the command again and type the PIN on the reader's keys.",
     "Relancer la commande et taper le code sur les touches du lecteur."},
    {"CARD-PIN-NOT-PRESENTED", "the reader did not send the PIN to the card; no try was spent",
     "le lecteur n'a pas transmis le code à la carte ; aucun essai n'est perdu",
     "Type the PIN at the keyboard instead: leave out --pinpad.",
     "Taper le code au clavier : sans --pinpad."},
    {"CARD-PIN-FAILED",
     "the card did not say whether the PIN is right (status {status}); it was reset",
     "la carte n'a pas dit si le code est juste (état {status}) ; elle a été réinitialisée",
     "A try may be spent. Before the next one the program says how many are left: stop there if "
     "it is one.",
     "Un essai est peut-être perdu. Avant le suivant, le programme dit combien il en reste : "
     "s'arrêter là "
     "s'il n'y en a qu'un."},
    {"CARD-PIN-UNCERTAIN",
     "the PIN was on its way to the card, and nothing says whether it took it: {reason}",
     "le code était en route vers la carte, et rien ne dit si elle l'a reçu : {reason}",
     "A try may be spent. Before the next one the program says how many are left: stop there if "
     "it is one.",
     "Un essai est peut-être perdu. Avant le suivant, le programme dit combien il en reste : "
     "s'arrêter là "
     "s'il n'y en a qu'un."},
    {"CARD-PIN-TRIES-UNKNOWN",
     "the card does not say how many tries are left; a wrong PIN might block it",
     "la carte ne dit pas combien d'essais il reste ; un code faux pourrait la bloquer",
     "Be sure of the code, then add --allow-last-try.",
     "Être sûr du code, puis ajouter --allow-last-try."},
    {"CARD-PIN-NEEDED", "the card wants its PIN first", "la carte demande d'abord son code",
     "Give the PIN when it is asked for.", "Saisir le code quand il est demandé."},
    {"CARD-PIN-EACH-TIME", "the card wants its PIN once more, and a descriptor gives it once",
     "la carte veut son code une fois de plus, et un descripteur ne le donne qu'une fois",
     "Use --pin-env, --pinpad or the terminal.", "Utiliser --pin-env, --pinpad ou le terminal."},
    {"CARD-NO-PINPAD", "reader {reader} has no keys for a PIN",
     "le lecteur {reader} n'a pas de touches pour un code", "Leave out --pinpad.",
     "Ne pas mettre --pinpad."},

    // Signatures.
    {"CARD-NO-SIGNATURE-KEY", "no key for signatures is on the card",
     "aucune clé de signature n'est sur la carte",
     "Use the card of a person; on another token, key and certificate need the same CKA_ID, and "
     "the "
     "key the right to sign.",
     "Utiliser la carte d'une personne ; sur un autre jeton, la clé et le certificat doivent avoir "
     "le "
     "même CKA_ID, et la clé le droit de signer."},
    {"CARD-NO-SIGNATURE-CERTIFICATE",
     "the card in {reader} gives out no signature certificate: it cannot sign",
     "la carte dans {reader} ne livre pas de certificat de signature : elle ne peut signer",
     "Insert the CPS, CPE or CPA of an administrator, with its contacts in the reader (dmpcert "
     "card "
     "show).",
     "Insérer la CPS, CPE ou CPA d'un administrateur, ses contacts dans le lecteur (dmpcert card "
     "show)."},
    {"CARD-SIGN", "the card refused to sign (status {status})",
     "la carte a refusé de signer (état {status})",
     "Run the command again with -vv, and report what it shows; the PIN is not in it.",
     "Relancer la commande avec -vv, et signaler ce qu'elle montre ; le code n'y est pas."},
    {"CARD-SIGNATURE-WRONG", "what the card in {reader} gave is no signature by its certificate",
     "ce que la carte dans {reader} a rendu n'est pas une signature de son certificat",
     "Nothing was written. Use another card, and report this one (dmpcert card show).",
     "Rien n'a été écrit. Utiliser une autre carte, et signaler celle-ci (dmpcert card show)."},

    {"card.kind.other", "no CPx card", "autre chose qu'une carte CPx"},

    // What is uncertain about a card.
    {"card.doubt.not-confirmed",
     "its answer to reset is that of a CPx card, but its serial number is not",
     "sa réponse à la mise sous tension est celle d'une carte CPx, mais pas son numéro de série"},
    {"card.doubt.serial", "the key of its serial number is wrong",
     "la clé de son numéro de série est fausse"},
    {"card.doubt.revision", "a revision of the CPx card that is not known",
     "une révision de la carte CPx qui n'est pas connue"},
    {"card.doubt.cps4", "no CPS4 has been tried with this program",
     "aucune CPS4 n'a été essayée avec ce programme"},
    {"card.doubt.contactless", "without contact the holder cannot be read: insert the card",
     "sans contact, le porteur ne peut être lu : insérer la carte"},
    {"card.doubt.files",
     "its directory was not read; its certificates were looked for where others "
     "have them",
     "son répertoire n'a pas été lu ; ses certificats ont été cherchés là où d'autres les ont"},
    {"card.doubt.certificate", "one of its certificates cannot be read",
     "un de ses certificats est illisible"},
    {"card.doubt.no-certificate", "it gives out no certificate of a CPx card",
     "elle ne livre aucun certificat de carte CPx"},
    {"card.doubt.key",
     "its directory names no key for its signature certificate; it is asked for the key that other "
     "cards have",
     "son répertoire ne nomme pas de clé pour son certificat de signature ; on lui demande celle "
     "qu'ont les autres cartes"},
    {"card.doubt.updates",
     "its record of updates (EF_ACTUA) is empty; the ANS's own software refuses such a card",
     "son journal de mise à jour (EF_ACTUA) est vide ; le logiciel de l'ANS refuse une telle "
     "carte"},
    {"card.doubt.number", "its certificates and its label do not have the same card number",
     "ses certificats et son étiquette n'ont pas le même numéro de carte"},

    // What `card show` says.
    {"report.card.card", "card", "carte"},
    {"report.card.number", "card number (form 413)", "n° de carte (f. 413)"},
    {"report.card.chip", "chip serial", "n° de puce"},
    {"report.card.holder", "holder", "porteur"},
    {"report.card.national-id", "national identifier", "identifiant national"},
    {"report.card.structure", "structure", "structure"},
    {"report.card.environment", "environment", "environnement"},
    {"report.card.ends", "valid until", "valide jusqu'au"},
    {"report.card.atr", "answer to reset", "rép. à la mise sous tension"},
    {"report.card.protocols", "protocols", "protocoles"},
    {"report.card.historical", "historical bytes", "octets historiques"},
    {"report.card.doubt", "not certain", "incertain"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries, module_messages()}; }

}  // namespace dmp::card
