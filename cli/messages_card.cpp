#include "message_lists.hpp"

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
    {"cli.pin.ask", "PIN of the card of {holder} in {place}{tries}:",
     "Code de la carte de {holder} dans {place}{tries} :"},
    {"cli.pin.ask-again", "The card wants its PIN again ({holder}, {place}){tries}:",
     "La carte redemande son code ({holder}, {place}){tries} :"},
    {"cli.pin.at-reader", "Type the PIN of the card of {holder} on the keys of {place}{tries}.",
     "Taper le code de la carte de {holder} sur les touches de {place}{tries}."},
    {"cli.pin.tries", "(tries left: {count})", "(essais restants : {count})"},
    {"cli.group.card", "Card", "Carte"},
    {"cli.opt.card",
     "Sign each request with an administrator's CPx card: request.p7m (CPS4: experimental)",
     "Signer chaque demande avec la carte CPx d'un administrateur : request.p7m (CPS4 : "
     "expérimental)"},
    {"cli.opt.check-card",
     "Check the card in the reader as well, against the dossier's administrators",
     "Vérifier aussi la carte dans le lecteur, par rapport aux administrateurs du dossier"},
    {"cli.opt.reader", "Reader or token: its name, or a part of it; needed with several cards",
     "Lecteur ou jeton : son nom, ou une partie ; nécessaire s'il y a plusieurs cartes"},
    {"cli.opt.card-module", "Reach the card through this PKCS#11 module instead of PC/SC",
     "Atteindre la carte par ce module PKCS#11 au lieu de PC/SC"},
    {"cli.opt.card-timeout",
     "How long one exchange with the card may take (1 to 600; default 20, through a module 60)",
     "Durée maximale d'un échange avec la carte (1 à 600 ; par défaut 20, par un module 60)"},
    {"cli.opt.pin-env",
     "PIN from an environment variable; sent again where the card wants it for each signature",
     "Code lu dans une variable d'environnement ; renvoyé si la carte le veut à chaque signature"},
    {"cli.opt.pin-fd", "PIN from an open file descriptor", "Code lu sur un descripteur ouvert"},
    {"cli.opt.pinpad", "PIN typed on the reader's own keys",
     "Code tapé sur les touches du lecteur"},
    {"cli.opt.allow-last-try", "Present the PIN although one try only is left",
     "Présenter le code même s'il ne reste qu'un essai"},
    {"cli.opt.watch", "Tell what comes and goes, until interrupted",
     "Dire ce qui arrive et s'en va, jusqu'à interruption"},
    {"cli.csr.signed", "Signed with the card in {place}: {count}; signed before: {unchanged}",
     "Signées avec la carte dans {place} : {count} ; déjà signées : {unchanged}"},
    {"cli.csr.not-signed",
     "{site}  not signed for: this card may not ask for it (--force REASON does it all the same)",
     "{site}  pas de signature : cette carte ne peut demander pour lui (--force RAISON le fait "
     "quand même)"},
    {"cli.card.doubt", "The card in {place} is not certain: {doubt}",
     "La carte dans {place} est incertaine : {doubt}"},
    {"cli.card.reading", "Reading the card: {count} bytes", "Lecture de la carte : {count} octets"},
    {"cli.csr.pin-each-time", "This card wants its PIN for each signature.",
     "Cette carte veut son code à chaque signature."},
    {"cli.csr.no-chain",
     "The signatures carry the card's certificate without its authorities; the same command with "
     "--trust "
     "FILE signs them anew, with those.",
     "Les signatures portent le certificat de la carte sans ses autorités ; la même commande avec "
     "--trust "
     "FICHIER les refait, avec elles."},
    {"cli.csr.signing-ended",
     "The signing ended early; what is signed stays, and the same command signs the rest:",
     "La signature s'est arrêtée ; ce qui est signé le reste, et la même commande signe la suite "
     ":"},
};

}  // namespace

Messages card_messages() { return kEntries; }

}  // namespace dmp::cli
