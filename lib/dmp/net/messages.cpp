#include "dmp/net/messages.hpp"

namespace dmp::net {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"WEB-ADDRESS", "{url}: is not an address that starts with http://",
     "{url} : n'est pas une adresse commençant par http://",
     "Give an HTTP address, as certificates do; the answers are signed, so HTTP is enough.",
     "Donner une adresse HTTP, comme dans les certificats ; les réponses sont signées, HTTP suffit "
     "donc."},
    {"ADDRESS-PORT", "{url}: a port is a number from 1 to 65535",
     "{url} : un port est un nombre de 1 à 65535", "Correct the port.", "Corriger le port."},
    {"WEB-PROXY", "{url}: not fetched, because http_proxy is not the address of a proxy",
     "{url} : non récupéré, car http_proxy n'est pas l'adresse d'un proxy",
     "Set http_proxy to an address such as http://proxy.example:3128, or unset it.",
     "Donner à http_proxy une adresse telle que http://proxy.example:3128, ou la retirer."},
    {"EXCHANGE-INTERRUPTED", "{file}: interrupted before the answer came",
     "{file} : interrompu avant la réponse", "Run the same command again.",
     "Relancer la même commande."},
    {"WEB-UNREACHABLE", "{url}: no usable answer: {reason}",
     "{url} : pas de réponse exploitable : {reason}",
     "Check the network and the proxy (http_proxy, no_proxy), or download the list elsewhere and "
     "give its file (--crl FILE).",
     "Vérifier le réseau et le proxy (http_proxy, no_proxy), ou télécharger la liste ailleurs et "
     "donner son fichier (--crl FICHIER)."},
    {"web.status", "the server answered with status {status}",
     "le serveur a répondu avec le statut {status}"},
    {"web.redirected",
     "the server redirects to another host or port, which dmpcert does not follow: {to}",
     "le serveur redirige vers un autre hôte ou port, ce que dmpcert ne suit pas : {to}"},
    {"web.redirections", "the server redirects more than {count} times",
     "le serveur redirige plus de {count} fois"},
    {"web.no-answer", "the answer is not HTTP", "la réponse n'est pas du HTTP"},
    {"web.cut-short", "the answer ends too early", "la réponse s'arrête trop tôt"},
    {"web.too-large", "the answer is too large", "la réponse est trop volumineuse"},
    {"TLS-STARTTLS", "{file}: the server does not start TLS when asked to",
     "{file} : le serveur ne passe pas en TLS quand on le lui demande",
     "Check the protocol in the address; if TLS starts with the first byte, it is smtps, imaps or "
     "ldaps.",
     "Vérifier le protocole dans l'adresse ; si TLS commence au premier octet, c'est smtps, imaps "
     "ou ldaps."},
    {"TLS-HANDSHAKE", "{file}: the server presents no certificate",
     "{file} : le serveur ne présente aucun certificat",
     "Check that it uses TLS on this port, perhaps after STARTTLS (smtp://, imap://, ldap://).",
     "Vérifier qu'il utilise TLS sur ce port, peut-être après STARTTLS (smtp://, imap://, "
     "ldap://)."},
    {"PROBE-UNREACHABLE", "{host}: no connection: {reason}", "{host} : pas de connexion : {reason}",
     "Check the address, the port and the firewall.",
     "Vérifier l'adresse, le port et le pare-feu."},
    {"PROBE-KEY", "{host}: the key and certificate could not be prepared for the connection",
     "{host} : la clé et le certificat n'ont pas pu être préparés pour la connexion",
     "Check that the key belongs to the certificate.",
     "Vérifier que la clé correspond au certificat."},
    // Why a host did not answer.
    {"NETWORK-NAME", "this host name is unknown", "ce nom d'hôte est inconnu"},
    {"NETWORK-TIMEOUT", "no answer within {seconds} {seconds:second|seconds}",
     "pas de réponse en {seconds} {seconds:seconde|secondes}"},
    {"NETWORK-REFUSED", "the connection fails", "la connexion échoue"},
    {"NETWORK-ADDRESS", "\"{url}\" is not the address of a host",
     "« {url} » n'est pas l'adresse d'un hôte"},
    {"NETWORK-INTERRUPTED", "interrupted", "interrompu"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::net
