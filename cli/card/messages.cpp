#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.card.about",
     "CPx cards: readers, what a card says of itself, its PIN (CPS4: experimental).",
     "Cartes CPx : lecteurs, ce qu'une carte dit d'elle-même, son code (CPS4 : expérimental)."},
    {"cli.card.examples",
     "  # the readers, and which of them hold a card\n"
     "  dmpcert card list\n"
     "  # what comes and goes, until Ctrl-C\n"
     "  dmpcert card list --watch\n"
     "  # whose card it is; no PIN is needed\n"
     "  dmpcert card show\n"
     "  # through a PKCS#11 module\n"
     "  dmpcert card show --card-module /usr/lib/x86_64-linux-gnu/opensc-pkcs11.so\n"
     "  # whether the PIN is right; spends a try if it is not\n"
     "  dmpcert card check-pin",
     "  # les lecteurs, et ceux qui contiennent une carte\n"
     "  dmpcert card list\n"
     "  # ce qui arrive et s'en va, jusqu'à Ctrl-C\n"
     "  dmpcert card list --watch\n"
     "  # à qui est la carte ; sans code\n"
     "  dmpcert card show\n"
     "  # par un module PKCS#11\n"
     "  dmpcert card show --card-module /usr/lib/x86_64-linux-gnu/opensc-pkcs11.so\n"
     "  # si le code est juste ; coûte un essai s'il ne l'est pas\n"
     "  dmpcert card check-pin"},
    {"cli.card.list.about", "List the readers and the cards in them.",
     "Lister les lecteurs et les cartes qui s'y trouvent."},
    {"cli.card.show.about", "Show what a card says of itself; needs no PIN and sends none.",
     "Montrer ce qu'une carte dit d'elle-même ; sans code, et sans en envoyer."},
    {"cli.card.check-pin.about", "Present the PIN, and say whether the card takes it.",
     "Présenter le code, et dire si la carte l'accepte."},
    {"cli.card.present", "{reader}: card, ATR {atr}", "{reader} : carte, ATR {atr}"},
    {"cli.card.token", "{reader}: token", "{reader} : jeton"},
    {"cli.card.empty", "{reader}: no card", "{reader} : pas de carte"},
    {"cli.card.watch.reader-added", "reader connected: {reader}", "lecteur branché : {reader}"},
    {"cli.card.watch.reader-removed", "reader removed: {reader}", "lecteur débranché : {reader}"},
    {"cli.card.watch.card-inserted", "card inserted: {reader}, ATR {atr}",
     "carte insérée : {reader}, ATR {atr}"},
    {"cli.card.watch.card-removed", "card removed: {reader}", "carte retirée : {reader}"},
    {"cli.card.pin-accepted", "The card in {reader} accepts the PIN.",
     "La carte dans {reader} accepte le code."},
    {"cli.opt.watch", "Tell what comes and goes, until interrupted",
     "Dire ce qui arrive et s'en va, jusqu'à interruption"},
};

}  // namespace

Messages card_messages() { return kEntries; }

}  // namespace dmp::cli
