#include "dmp/check/detail/message_lists.hpp"

// The workstation that orders: the rules of check, what is seen of it, and why a card or a host
// could not be asked.
namespace dmp::check {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"WORKSTATION-SERVICE", "cards cannot be used on this workstation: {reason}",
     "les cartes ne sont pas utilisables sur ce poste : {reason}",
     "Start the service: systemctl start pcscd (it is in the package pcscd).",
     "Démarrer le service : systemctl start pcscd (il est dans le paquet pcscd)."},
    {"WORKSTATION-READER", "no smart-card reader is connected",
     "aucun lecteur de carte à puce n'est branché",
     "Plug in a reader; when it is plugged in, install its driver (package libccid for most).",
     "Brancher un lecteur ; s'il l'est déjà, installer son pilote (paquet libccid pour la "
     "plupart)."},
    {"WORKSTATION-CARD", "no card is in any reader", "aucune carte n'est dans un lecteur",
     "Insert the administrator's CPx card, chip first.",
     "Insérer la carte CPx de l'administrateur, puce en avant."},
    {"WORKSTATION-CARD-UNREADABLE", "the card in reader {reader} was not read: {reason}",
     "la carte du lecteur {reader} n'a pas été lue : {reason}",
     "Insert the card again and leave it in; if that does not help, try it with ANS's own tools.",
     "Réinsérer la carte et l'y laisser ; si cela n'y fait rien, l'essayer avec les outils de "
     "l'ANS."},
    {"WORKSTATION-CARD-KIND", "the card in reader {reader} cannot order: it is {kind}",
     "la carte du lecteur {reader} ne permet pas de commander : c'est {kind}",
     "Insert the CPS, CPE or CPA of a technical administrator.",
     "Insérer la CPS, la CPE ou la CPA d'un administrateur technique."},
    {"WORKSTATION-CARD-EXPIRED", "card {number} in reader {reader} ended on {date}",
     "la carte {number} du lecteur {reader} est expirée depuis le {date}",
     "Use another administrator's card, or order a new one from ANS.",
     "Utiliser la carte d'un autre administrateur, ou en commander une nouvelle à l'ANS."},
    {"WORKSTATION-CARD-ENDS-SOON", "card {number} in reader {reader} ends on {date}",
     "la carte {number} du lecteur {reader} expire le {date}",
     "Order before that day, or wait for the renewed card.",
     "Commander avant cette date, ou attendre la carte renouvelée."},
    {"WORKSTATION-CARD-UNDECLARED",
     "card {number} in reader {reader} belongs to none of the dossier's administrators",
     "la carte {number} du lecteur {reader} n'est celle d'aucun administrateur du dossier",
     "Insert a declared administrator's card, or give this number in the dossier and on form 413.",
     "Insérer la carte d'un administrateur déclaré, ou indiquer ce numéro dans le dossier et sur "
     "le "
     "formulaire 413."},
    {"WORKSTATION-PORTAL", "the order platform {place} is out of reach: {reason}",
     "la plateforme de commande {place} est hors d'atteinte : {reason}",
     "Ask the network team to open this host and port; where browsers go through a proxy, which is "
     "not tried here, see whether the platform opens in one.",
     "Demander à l'équipe réseau d'ouvrir cet hôte et ce port ; si les navigateurs passent par un "
     "mandataire, qui n'est pas essayé ici, voir si la plateforme s'y ouvre."},
    {"WORKSTATION-CLOCK", "this machine's time, {now}, is not plausible: {reason}",
     "l'heure de cette machine, {now}, n'est pas vraisemblable : {reason}",
     "Set the clock, best by NTP: timedatectl set-ntp true",
     "Régler l'horloge, au mieux par NTP : timedatectl set-ntp true"},
    {"workstation.clock.implausible",
     "it is before the newest edition of the procedure or after the end of the authorities",
     "elle précède la dernière édition de la procédure ou suit la fin des autorités"},
    {"workstation.clock.differs", "{host} says {told}", "{host} indique {told}"},

    // Why a host did not answer.
    {"NETWORK-NAME", "its name is not known", "son nom n'est pas connu"},
    {"NETWORK-TIMEOUT", "no answer within {seconds} seconds",
     "pas de réponse en {seconds} secondes"},
    {"NETWORK-REFUSED", "no connection is made", "la connexion n'aboutit pas"},
    {"NETWORK-ADDRESS", "\"{url}\" is no address of a host",
     "« {url} » n'est pas l'adresse d'un hôte"},
    {"NETWORK-INTERRUPTED", "interrupted", "interrompu"},

    // What is seen.
    {"report.workstation.title", "Workstation", "Poste de travail"},
    {"report.workstation.service", "smart-card service: running", "service de cartes : en marche"},
    {"report.workstation.no-service", "smart-card service: {reason}",
     "service de cartes : {reason}"},
    {"report.workstation.no-reader", "no reader", "aucun lecteur"},
    {"report.workstation.reader", "reader {reader}: {card}", "lecteur {reader} : {card}"},
    {"report.workstation.empty", "empty", "vide"},
    {"report.workstation.until", "until {date}", "jusqu'au {date}"},
    {"report.workstation.doubt", "not certain: {doubt}", "incertain : {doubt}"},
    {"report.workstation.reached", "order platform {place}: reached",
     "plateforme de commande {place} : joignable"},
    {"report.workstation.not-reached", "order platform {place}: {reason}",
     "plateforme de commande {place} : {reason}"},
    {"report.workstation.time", "time: {now}", "heure : {now}"},

    {"cli.opt.workstation", "Check this workstation as well: card service, reader, card, time",
     "Vérifier aussi ce poste : service de cartes, lecteur, carte, heure"},
    {"cli.opt.online", "With --workstation, try to reach the order platform's host",
     "Avec --workstation, essayer de joindre l'hôte de la plateforme de commande"},
    {"cli.opt.timeout", "How long --online waits, in seconds (1 to 600; default 5)",
     "Attente de --online, en secondes (1 à 600 ; 5 par défaut)"},
    {"CLI-NEEDS", "{first} needs {second}", "{first} exige {second}",
     "Add {second}, or leave {first} out.", "Ajouter {second}, ou retirer {first}."},
};

}  // namespace

Messages workstation_messages() { return kEntries; }

}  // namespace dmp::check
