#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    // Signatures.
    {"REQUEST-SIGNATURE", "its own signature does not verify under its key",
     "sa propre signature n'est pas valide pour sa clé",
     "It was changed, or its maker does not have the key: have it made again with the key's "
     "program.",
     "Elle a été modifiée, ou son auteur n'a pas la clé : la faire refaire par le programme qui "
     "détient la clé."},
    {"REQUEST-CMS-SIGNATURE", "the CMS signature around it does not hold: {reason}",
     "la signature CMS qui l'entoure ne tient pas : {reason}",
     "Have it signed again, with the signer's certificate in the signature.",
     "La faire signer à nouveau, avec le certificat du signataire dans la signature."},
    {"csr.verify.cms.wrong", "it does not verify under the certificate of {signer}",
     "elle n'est pas valide pour le certificat de {signer}"},
    {"csr.verify.cms.no-signer", "the signer's certificate is not in it",
     "le certificat du signataire n'y est pas"},
    {"REQUEST-HASH", "it is signed with {algorithm}, where sha256WithRSAEncryption is usual",
     "elle est signée avec {algorithm}, alors que sha256WithRSAEncryption est l'usage",
     "Make it again with SHA-256 (openssl req -sha256); signatures over MD5 and SHA-1 prove "
     "nothing.",
     "La refaire avec SHA-256 (openssl req -sha256) ; une signature sur MD5 ou SHA-1 ne prouve "
     "rien."},
    {"REQUEST-WITH-KEY", "the file also holds a private key",
     "le fichier contient aussi une clé privée",
     "Never send it: take the request alone, and make a new key if the file has travelled.",
     "Ne jamais le transmettre : prendre la demande seule, et créer une nouvelle clé si le fichier "
     "a circulé."},
    // The key.
    {"REQUEST-KEY-SHORT", "its key is too short: {key}", "sa clé est trop courte : {key}",
     "Make an RSA key of 2048 bits.", "Créer une clé RSA de 2048 bits."},
    {"REQUEST-KEY-UNUSUAL",
     "its key is {key}, exponent {exponent}; every certificate of the IGC-Santé seen so far has "
     "RSA 2048 with exponent 65537",
     "sa clé est {key}, exposant {exponent} ; tous les certificats de l'IGC-Santé vus à ce jour "
     "sont en RSA 2048, exposant 65537",
     "Whether the portal takes it is not known: make an RSA key of 2048 bits where one can.",
     "On ne sait pas si le portail l'accepte : créer une clé RSA de 2048 bits si possible."},
    {"REQUEST-KEY-EXPONENT", "the public exponent of its key {reason}",
     "l'exposant public de sa clé {reason}",
     "Make a new key with exponent 65537, as every program does when it is not told otherwise.",
     "Créer une nouvelle clé d'exposant 65537, ce que tout programme fait par défaut."},
    {"csr.verify.exponent.one", "is 1: anybody can sign under it",
     "vaut 1 : n'importe qui peut signer avec"},
    {"csr.verify.exponent.even", "is even: this is no RSA key",
     "est pair : ce n'est pas une clé RSA"},
    {"csr.verify.exponent.small", "is small: {exponent}, where at least 65537 is expected",
     "est petit : {exponent}, alors qu'au moins 65537 est attendu"},
    {"csr.verify.exponent.huge", "has more than 256 bits", "a plus de 256 bits"},
    {"REQUEST-KEY-FACTOR", "the modulus of its key has a factor that anybody finds: {reason}",
     "le module de sa clé a un facteur que n'importe qui trouve : {reason}",
     "The key protects nothing: make a new one with another program.",
     "Cette clé ne protège rien : en créer une autre avec un autre programme."},
    {"csr.verify.factor.even", "it is even", "il est pair"},
    {"csr.verify.factor.small", "a prime below 1024", "un nombre premier inférieur à 1024"},
    {"REQUEST-KEY-ROCA", "its key was made by a chip with the ROCA fault (CVE-2017-15361)",
     "sa clé vient d'une puce atteinte du défaut ROCA (CVE-2017-15361)",
     "Its private key can be computed: make a new one with a program, or another token.",
     "Sa clé privée se calcule : en créer une nouvelle par un programme, ou sur un autre support."},
    {"REQUEST-KEY-CLOSE-PRIMES", "the two primes of its key are so close that they are found at once",
     "les deux nombres premiers de sa clé sont si proches qu'on les trouve aussitôt",
     "Its private key can be computed: make a new one with another program.",
     "Sa clé privée se calcule : en créer une nouvelle avec un autre programme."},
    {"REQUEST-KEY-DEBIAN", "its key is one of those that Debian's OpenSSL could make (CVE-2008-0166)",
     "sa clé est de celles que l'OpenSSL de Debian pouvait produire (CVE-2008-0166)",
     "Its private key is public: make a new one.",
     "Sa clé privée est publique : en créer une nouvelle."},
    {"REQUEST-SAME-KEY", "its key is also that of {other} ({subject})",
     "sa clé est aussi celle de {other} ({subject})",
     "Every certificate needs a key of its own; give a request only once.",
     "Chaque certificat demande sa propre clé ; ne donner une demande qu'une fois."},
    // What else is asked.
    {"REQUEST-ATTRIBUTES", "it asks for more than a certificate, and the portal may refuse it: {attributes}",
     "elle demande plus qu'un certificat, et le portail peut la refuser : {attributes}",
     "Make it again without attributes. A challengePassword can be read by whoever has the request.",
     "La refaire sans attributs. Un challengePassword est lisible par quiconque a la demande."},
    // The subject.
    {"REQUEST-SUBJECT-MISSING", "its subject lacks {attributes}", "il manque à son sujet {attributes}",
     "The IGC-Santé writes C, ST, O, OU, CN: make it again with all of them.",
     "L'IGC-Santé écrit C, ST, O, OU, CN : la refaire avec tous ces attributs."},
    {"REQUEST-SUBJECT-ATTRIBUTES", "its subject has what the IGC-Santé writes into none: {attributes}",
     "son sujet contient ce que l'IGC-Santé n'y met jamais : {attributes}",
     "Make it again with C, ST, O, OU and CN alone.", "La refaire avec C, ST, O, OU et CN seulement."},
    {"REQUEST-SUBJECT-REPEATED", "its subject has several of {attributes}",
     "son sujet a plusieurs attributs {attributes}",
     "Make it again with one each of C, ST, O, OU and CN.",
     "La refaire avec un seul de chacun : C, ST, O, OU et CN."},
    {"REQUEST-SUBJECT-MULTIVALUED", "two attributes of its subject share one RDN",
     "deux attributs de son sujet partagent un même RDN",
     "Make it again with one attribute an RDN (no \"+\").",
     "La refaire avec un attribut par RDN (sans « + »)."},
    {"REQUEST-SUBJECT-ORDER", "the attributes of its subject come in another order: {found}",
     "les attributs de son sujet sont dans un autre ordre : {found}",
     "The IGC-Santé writes C, ST, O, OU, CN; openssl req -subj takes them in that order.",
     "L'IGC-Santé écrit C, ST, O, OU, CN ; openssl req -subj les prend dans cet ordre."},
    {"REQUEST-SUBJECT-STRING-TYPE", "string types of its subject that the IGC-Santé does not use: {found}",
     "types de chaîne de son sujet que l'IGC-Santé n'utilise pas : {found}",
     "C is a PrintableString and the others are UTF8Strings (openssl req -utf8); the authority "
     "writes them anew.",
     "C est une PrintableString et les autres des UTF8String (openssl req -utf8) ; l'autorité les "
     "réécrit."},
    {"REQUEST-SUBJECT-COUNTRY", "the country of its subject is \"{found}\", not FR",
     "le pays de son sujet est « {found} » et non FR", "Make it again with C=FR.",
     "La refaire avec C=FR."},
    {"REQUEST-SUBJECT-LOCALITY",
     "L={value} in its subject, the mark of a former GIP-CPS \"class 4\" request",
     "L={value} dans son sujet, la marque d'une ancienne demande GIP-CPS « classe 4 »",
     "That authority is closed: make it again with ST instead of L.",
     "Cette autorité est fermée : la refaire avec ST au lieu de L."},
    {"REQUEST-SUBJECT-O-LONG", "O has {length} characters; the IGC-Santé cuts it at {limit}",
     "O a {length} caractères ; l'IGC-Santé le coupe à {limit}",
     "Nothing to do; the certificate will have the first {limit}.",
     "Rien à faire ; le certificat portera les {limit} premiers."},
    {"REQUEST-SUBJECT-OU", "OU \"{unit}\" identifies no structure: {reason}",
     "l'OU « {unit} » n'identifie aucune structure : {reason}",
     "The OU is 1 and a FINESS number or 3 and a SIRET, nothing else.",
     "L'OU est 1 suivi du FINESS ou 3 suivi du SIRET, rien d'autre."},
    {"csr.verify.ou.spelling", "it should be written {expected}", "il devrait s'écrire {expected}"},
    {"REQUEST-SUBJECT-CN-LONG", "its CN has {length} characters, the most is {limit}",
     "son CN a {length} caractères, le maximum est {limit}",
     "Make it again with a shorter service applicatif.",
     "La refaire avec un service applicatif plus court."},
    {"REQUEST-SUBJECT-CN-CHARACTERS", "unusual characters in its CN \"{value}\": {characters}",
     "caractères inhabituels dans son CN « {value} » : {characters}",
     "Look for a typing error; letters, digits, space, full stop, hyphen and underscore are safe.",
     "Chercher une faute de frappe ; lettres, chiffres, espace, point, tiret et souligné sont "
     "sûrs."},
    {"REQUEST-SUBJECT-CN-SERVICE",
     "CN \"{value}\" is none of the procedure's names for the service applicatif: {known}",
     "le CN « {value} » n'est aucun des services applicatifs de la procédure : {known}",
     "For the DMP, make it again with exactly the right name; for another service this is right.",
     "Pour le DMP, la refaire avec exactement le bon nom ; pour un autre service, c'est normal."},
    // The dossier.
    {"REQUEST-SITE-UNKNOWN", "OU \"{unit}\" {reason}", "l'OU « {unit} » {reason}",
     "Check the OU against the FINESS numbers of the dossier, and the choice of sites.",
     "Comparer l'OU aux numéros FINESS du dossier, et revoir le choix des sites."},
    {"csr.verify.site.none", "is that of no site of the dossier",
     "n'est celle d'aucun site du dossier"},
    {"csr.verify.site.not-chosen", "is that of {sites}, which is not among the sites chosen",
     "est celle de {sites}, qui n'est pas parmi les sites choisis"},
    {"REQUEST-SUBJECT-DIFFERS",
     "{attribute} is \"{found}\", where \"{expected}\" is expected for {usage}",
     "{attribute} vaut « {found} », alors que « {expected} » est attendu pour {usage}",
     "The authority writes ST and O anew from its directory; with a wrong OU or CN, make the "
     "request again.",
     "L'autorité réécrit ST et O d'après son annuaire ; si l'OU ou le CN est faux, refaire la "
     "demande."},
};

}  // namespace

Entries csr_verify() { return kEntries; }

}  // namespace dmp::texts
