#include "dmp/sources/messages.hpp"

namespace dmp::sources {
namespace {

// id, English, French; of a remedy as well.
constexpr CatalogueEntry kEntries[] = {
    {"EXPIRY-NO-CERTIFICATE", "{file}: contains no certificate",
     "{file} : ne contient aucun certificat",
     "Give a certificate (PEM, DER, P7B, P12) or a directory with certificates.",
     "Donner un certificat (PEM, DER, P7B, P12) ou un répertoire qui en contient."},
    {"EXPIRY-FOLDER-UNREADABLE", "{file}: this directory cannot be listed",
     "{file} : impossible de lister ce répertoire",
     "Run dmpcert as a user who may read it, or leave it out.",
     "Lancer dmpcert avec un compte qui a le droit de le lire, ou ne pas l'indiquer."},
    {"EXPIRY-LINK-FOREIGN",
     "{file}: is another user's link to a directory on another file system; it was not followed",
     "{file} : est un lien d'un autre utilisateur vers un répertoire d'un autre système de "
     "fichiers ; il n'a pas été suivi",
     "To watch its certificates, give the directory itself.",
     "Pour surveiller ses certificats, donner le répertoire lui-même."},
    {"EXPIRY-REPLACED",
     "{file}: was replaced while dmpcert looked at it; it may contain more than was found",
     "{file} : a été remplacé pendant que dmpcert l'examinait ; il contient peut-être plus que ce "
     "qui a été trouvé",
     "Run the command again.", "Relancer la commande."},
    {"EXPIRY-WORK",
     "{file}: was not opened, because the keystores of other users took too long altogether",
     "{file} : n'a pas été ouvert, car les magasins de clés d'autres utilisateurs ont pris trop de "
     "temps en tout",
     "Give this file alone, or leave out the directories of other users.",
     "Donner ce fichier seul, ou ne pas donner les répertoires d'autres utilisateurs."},
    {"EXPIRY-ENCRYPTED", "{file}: the certificates in it are encrypted, so their dates are unknown",
     "{file} : les certificats qu'il contient sont chiffrés : leurs dates sont inconnues",
     "Give the passphrase of this file (--passphrase-file FILE). The portal's P12 needs none.",
     "Donner la phrase de passe de ce fichier (--passphrase-file FICHIER). Le P12 de la plateforme "
     "n'en demande pas."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::sources
