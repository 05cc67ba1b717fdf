#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.card.about",
     "CPx cards: list the readers, show a card, check its PIN (CPS4: experimental).",
     "Cartes CPx : lister les lecteurs, montrer une carte, vérifier son code PIN (CPS4 : "
     "expérimental)."},
    {"cli.card.examples",
     "  # the readers, and which of them contain a card\n"
     "  dmpcert card list\n"
     "  # cards and readers that come and go, until Ctrl-C\n"
     "  dmpcert card list --watch\n"
     "  # whose card it is; no PIN needed\n"
     "  dmpcert card show\n"
     "  # through a PKCS#11 module\n"
     "  dmpcert card show --card-module /usr/lib/x86_64-linux-gnu/opensc-pkcs11.so\n"
     "  # whether the PIN is right; a wrong one uses up a try\n"
     "  dmpcert card check-pin",
     "  # les lecteurs, et ceux qui contiennent une carte\n"
     "  dmpcert card list\n"
     "  # ce qui est branché ou retiré, jusqu'à Ctrl-C\n"
     "  dmpcert card list --watch\n"
     "  # à qui est la carte ; sans code PIN\n"
     "  dmpcert card show\n"
     "  # par un module PKCS#11\n"
     "  dmpcert card show --card-module /usr/lib/x86_64-linux-gnu/opensc-pkcs11.so\n"
     "  # si le code PIN est juste ; un code faux coûte un essai\n"
     "  dmpcert card check-pin"},
    {"cli.card.list.about", "List the readers and their cards.",
     "Lister les lecteurs et leurs cartes."},
    {"cli.card.show.about", "Show whose card it is and what it contains; no PIN is sent.",
     "Montrer à qui est la carte et ce qu'elle contient ; aucun code PIN n'est envoyé."},
    {"cli.card.check-pin.about", "Send the PIN, and report whether the card accepts it.",
     "Envoyer le code PIN, et indiquer si la carte l'accepte."},
    {"cli.card.present", "{reader}: card, ATR {atr}", "{reader} : carte, ATR {atr}"},
    {"cli.card.token", "{reader}: token", "{reader} : jeton"},
    {"cli.card.empty", "{reader}: no card", "{reader} : pas de carte"},
    {"cli.card.watch.reader-added", "reader connected: {reader}", "lecteur branché : {reader}"},
    {"cli.card.watch.reader-removed", "reader removed: {reader}", "lecteur débranché : {reader}"},
    {"cli.card.watch.card-inserted", "card inserted: {reader}, ATR {atr}",
     "carte insérée : {reader}, ATR {atr}"},
    {"cli.card.watch.card-removed", "card removed: {reader}", "carte retirée : {reader}"},
    {"cli.card.pin-accepted", "The card in {reader} accepts the PIN.",
     "La carte dans {reader} accepte le code PIN."},
    {"cli.opt.watch", "Report cards and readers that come and go, until interrupted",
     "Signaler ce qui est branché ou retiré, jusqu'à interruption"},
    {"cli.card.show.card", "card", "carte"},
    {"cli.card.show.number", "card number (form 413)", "n° de carte (f. 413)"},
    {"cli.card.show.chip", "chip serial", "n° de puce"},
    {"cli.card.show.holder", "holder", "porteur"},
    {"cli.card.show.national-id", "national identifier", "identifiant national"},
    {"cli.card.show.structure", "structure", "structure"},
    {"cli.card.show.environment", "environment", "environnement"},
    {"cli.card.show.ends", "valid until", "valide jusqu'au"},
    {"cli.card.show.atr", "answer to reset", "rép. à la mise sous tension"},
    {"cli.card.show.protocols", "protocols", "protocoles"},
    {"cli.card.show.historical", "historical bytes", "octets historiques"},
    {"cli.card.show.doubt", "not certain", "incertain"},
    {"cli.card.show.empty", "empty", "vide"},
};

}  // namespace

Messages card_messages() { return kEntries; }

}  // namespace dmp::cli
