#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"CERTIFICATE-UNREADABLE", "{file}: not a readable certificate: {reason}",
     "{file} : certificat illisible : {reason}",
     "Fetch the file again from the portal, without opening or converting it on the way.",
     "Récupérer à nouveau le fichier sur le portail, sans l'ouvrir ni le convertir en chemin."},
    {"certificate.reason.structure", "its structure is not that of a certificate",
     "sa structure n'est pas celle d'un certificat"},
    {"certificate.reason.trailing", "something follows the certificate",
     "quelque chose suit le certificat"},
    {"certificate.reason.dates", "its validity dates make no sense",
     "ses dates de validité n'ont pas de sens"},
    {"certificate.reason.key-usage-period",
     "its private-key usage period cannot be read, so its end is not known",
     "sa période d'utilisation de la clé privée est illisible, sa fin est donc inconnue"},
    {"certificate.reason.base64", "its base64 is damaged", "son codage base64 est abîmé"},

    {"KEY-GENERATION", "no key \"{key}\" could be made",
     "impossible de fabriquer une clé « {key} »",
     "Ask for rsa:2048, which is what the IGC-Santé issues certificates for, and for fewer keys at "
     "once. When that fails too, report it: OpenSSL or its random numbers do not work here.",
     "Demander rsa:2048, ce que certifie l'IGC-Santé, et moins de clés à la fois. Si cela échoue "
     "aussi, "
     "le signaler : OpenSSL ou ses nombres aléatoires ne fonctionnent pas ici."},
    {"KEY-INTERRUPTED", "a key was being made when the command was interrupted: it is thrown away",
     "la fabrication d'une clé a été interrompue : elle est jetée", "Give the same command again.",
     "Relancer la même commande."},
    {"KEY-REJECTED", "{generator} made a key that fails its check: {reason}",
     "{generator} a fabriqué une clé qui échoue au contrôle : {reason}",
     "The key is thrown away. Do not make keys on this machine before its memory and its libraries "
     "were checked, and report it.",
     "La clé est jetée. Ne pas fabriquer de clé sur cette machine avant d'en avoir vérifié la "
     "mémoire "
     "et les bibliothèques, et le signaler."},
    {"KEY-UNFIT", "{file}: no certificate can be ordered with this key: {reason}",
     "{file} : aucun certificat ne peut être commandé avec cette clé : {reason}",
     "Leave the key out: dmpcert then makes one. To use your own, make an RSA key of 2048 bits "
     "with: "
     "openssl genpkey -aes256 -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem",
     "Retirer la clé : dmpcert en fabrique alors une. Pour employer la vôtre, fabriquer une clé "
     "RSA de "
     "2048 bits : openssl genpkey -aes256 -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "
     "key.pem"},
    {"key.fault.kind", "it is not of the kind and size asked for",
     "elle n'est ni du type ni de la taille demandés"},
    {"key.fault.numbers", "its numbers do not belong together", "ses nombres ne vont pas ensemble"},
    {"key.fault.exponent", "its public exponent is not 65537",
     "son exposant public n'est pas 65537"},
    {"key.fault.close-primes", "its two primes are too close to each other",
     "ses deux nombres premiers sont trop proches l'un de l'autre"},
    {"key.fault.pair", "it does not verify what it signs: a number that should be prime is not",
     "elle ne vérifie pas ce qu'elle signe : un nombre qui devrait être premier ne l'est pas"},
    {"key.unfit.short", "RSA of {bits} bits is too short: at least 2048 are needed",
     "RSA de {bits} bits est trop court : il en faut au moins 2048"},
    {"key.unfit.size", "RSA of {bits} bits is unusual: 2048, 3072 and 4096 are accepted",
     "RSA de {bits} bits est inhabituel : 2048, 3072 et 4096 sont acceptés"},
    {"key.unfit.small-exponent",
     "its public exponent {exponent} is too small: at least 65537 is needed",
     "son exposant public {exponent} est trop petit : il faut au moins 65537"},
    {"key.unfit.pss", "it is restricted to RSA-PSS signatures, which the DMP does not use",
     "elle est réservée aux signatures RSA-PSS, que le DMP n'emploie pas"},
    {"key.unfit.kind", "it is of the kind {kind}, neither RSA nor EC on P-256",
     "elle est du type {kind}, ni RSA ni EC sur P-256"},
    {"key.unfit.curve", "it is on the curve {curve}: of elliptic curves only P-256 is accepted",
     "elle est sur la courbe {curve} : parmi les courbes elliptiques, seule P-256 est acceptée"},
    {"key.unfit.explicit", "it spells its curve out instead of naming it",
     "elle détaille sa courbe au lieu de la nommer"},
    {"key.unfit.compressed", "its public point is compressed, which authorities refuse",
     "son point public est compressé, ce que les autorités refusent"},
    {"KEY-IS-CERTIFICATE", "{file}: a certificate, not a private key",
     "{file} : c'est un certificat, pas une clé privée",
     "Give the file that begins with \"BEGIN PRIVATE KEY\" or \"BEGIN ENCRYPTED PRIVATE KEY\".",
     "Donner le fichier qui commence par « BEGIN PRIVATE KEY » ou « BEGIN ENCRYPTED PRIVATE KEY "
     "»."},
    {"KEY-IS-REQUEST", "{file}: a certification request, not a private key",
     "{file} : c'est une demande de certificat (CSR), pas une clé privée",
     "The key lies beside the request, in key.pem.",
     "La clé se trouve à côté de la demande, dans key.pem."},
    {"KEY-UNREADABLE", "{file}: no private key can be read: {reason}",
     "{file} : aucune clé privée lisible : {reason}",
     "Give a PKCS#8, PKCS#1 or SEC1 key in PEM or DER; without its key a certificate is lost.",
     "Donner une clé PKCS#8, PKCS#1 ou SEC1 en PEM ou DER ; sans sa clé, un certificat est perdu."},
    {"KEY-WRITE", "the private key could not be written as PKCS#8",
     "la clé privée n'a pas pu être écrite en PKCS#8",
     "This is a bug of dmpcert or a broken OpenSSL: please report it.",
     "C'est une anomalie de dmpcert ou d'OpenSSL : merci de la signaler."},
    {"key.reason.empty", "the file is empty", "le fichier est vide"},
    {"key.reason.truncated", "the file is cut off", "le fichier est tronqué"},
    {"key.reason.structure", "its structure is not that of a private key",
     "sa structure n'est pas celle d'une clé privée"},
    {"key.reason.base64", "its base64 is damaged", "son codage base64 est abîmé"},
    {"key.reason.damaged", "the key does not verify what it signs: it is damaged",
     "la clé ne vérifie pas ce qu'elle signe : elle est abîmée"},
    {"key.reason.memory", "the memory for keys is full: too many are in use at once",
     "la mémoire réservée aux clés est pleine : trop de clés sont employées à la fois"},
    {"key.reason.iterations", "it asks for an unreasonable number of iterations",
     "il demande un nombre d'itérations déraisonnable"},
    {"key.reason.algorithm", "its encryption is not supported",
     "son chiffrement n'est pas pris en charge"},
    {"key.reason.openssh", "it is in OpenSSH's own format", "elle est au format propre à OpenSSH"},
    {"key.reason.pkcs12",
     "it is a PKCS#12, which holds a key but is not one; this takes it out: openssl pkcs12 -in "
     "FILE "
     "-nocerts -out key.pem",
     "c'est un PKCS#12, qui contient une clé mais n'en est pas une ; pour l'en extraire : openssl "
     "pkcs12 -in FICHIER -nocerts -out key.pem"},
    {"key.reason.keystore",
     "it is a Java keystore; this makes a PKCS#12 of it, from which openssl pkcs12 -nocerts takes "
     "the "
     "key: keytool -importkeystore -srckeystore FILE -destkeystore out.p12 -deststoretype PKCS12",
     "c'est un magasin de clés Java ; pour en faire un PKCS#12, dont openssl pkcs12 -nocerts "
     "extrait la "
     "clé : keytool -importkeystore -srckeystore FICHIER -destkeystore out.p12 -deststoretype "
     "PKCS12"},
    {"key.reason.public", "it is a public key", "c'est une clé publique"},

    {"PASSPHRASE-NEEDED", "{file}: a passphrase is needed",
     "{file} : un mot de passe est nécessaire",
     "Give it with --passphrase-file, --passphrase-env or --passphrase-fd, or on the terminal.",
     "Le donner avec --passphrase-file, --passphrase-env ou --passphrase-fd, ou au clavier."},
    {"PASSPHRASE-WRONG", "{file}: the passphrase is wrong, or the file is damaged",
     "{file} : le mot de passe est faux, ou le fichier est abîmé",
     "Give the passphrase that this very file was protected with. That of a portal's P12 is the "
     "password typed at the request; if it is lost, a new request has to be made.",
     "Donner le mot de passe qui protège ce fichier même. Celui d'un P12 du portail a été saisi à "
     "la "
     "demande ; s'il est perdu, il faut refaire une demande."},

    {"REQUEST-SIGN", "the certification request could not be made",
     "la demande de certificat n'a pas pu être fabriquée",
     "This is a bug of dmpcert or a broken OpenSSL: please report it.",
     "C'est une anomalie de dmpcert ou d'OpenSSL : merci de la signaler."},
    {"REQUEST-UNREADABLE", "{file}: not a readable certification request (PKCS#10)",
     "{file} : demande de certificat (PKCS#10) illisible",
     "Give the request as dmpcert csr wrote it: request.csr.",
     "Donner la demande telle que dmpcert csr l'a écrite : request.csr."},
    {"REQUEST-IS-CERTIFICATE", "{file}: a certificate, not a request",
     "{file} : c'est un certificat, pas une demande", "Give the request: request.csr.",
     "Donner la demande : request.csr."},
    {"REQUEST-IS-KEY", "{file}: a private key, not a request",
     "{file} : c'est une clé privée, pas une demande",
     "Never send a private key to anybody. Give the request: request.csr.",
     "Ne jamais transmettre une clé privée. Donner la demande : request.csr."},
    {"SUBJECT-TOO-LONG",
     "{attribute} of the subject has {length} characters, the most is {limit}: \"{value}\"",
     "l'attribut {attribute} du sujet a {length} caractères, le maximum est {limit} : « {value} »",
     "Shorten it in the dossier.", "Le raccourcir dans le dossier."},
    {"SUBJECT-CHARACTER",
     "{attribute} of the subject has a character that a name cannot hold, at position {position}",
     "l'attribut {attribute} du sujet contient un caractère interdit dans un nom, en position "
     "{position}",
     "Remove it in the dossier: a line break, a tab, a control character or broken UTF-8.",
     "Le supprimer dans le dossier : saut de ligne, tabulation, caractère de contrôle ou UTF-8 "
     "cassé."},
    {"SUBJECT-EMPTY", "{attribute} of the subject is empty",
     "l'attribut {attribute} du sujet est vide", "Fill it in the dossier.",
     "Le renseigner dans le dossier."},

    {"CONTAINER-EMPTY", "{file}: the file is empty", "{file} : le fichier est vide",
     "Fetch it again.", "Le récupérer à nouveau."},
    {"CONTAINER-UNKNOWN", "{file}: no certificate in it; it looks like {looks}",
     "{file} : aucun certificat dedans ; cela ressemble à {looks}",
     "Give a certificate as PEM, DER, PKCS#7 (.p7b), PKCS#12 (.p12) or a Java keystore (.jks).",
     "Donner un certificat en PEM, DER, PKCS#7 (.p7b), PKCS#12 (.p12) ou magasin Java (.jks)."},
    {"CONTAINER-TRUNCATED", "{file}: the file is cut off before its end",
     "{file} : le fichier est tronqué", "Copy it again, in binary mode, and compare the sizes.",
     "Le copier à nouveau, en mode binaire, et comparer les tailles."},
    {"CONTAINER-TRAILING", "{file}: {bytes} bytes follow the end of the certificate",
     "{file} : {bytes} octets suivent la fin du certificat",
     "Fetch the file again; several certificates belong in one PEM or PKCS#7 file.",
     "Récupérer à nouveau le fichier ; plusieurs certificats se mettent dans un même fichier PEM "
     "ou PKCS#7."},
    {"CONTAINER-IS-KEY", "{file}: only a private key, no certificate",
     "{file} : seulement une clé privée, aucun certificat",
     "Give the certificate that the portal delivered.",
     "Donner le certificat délivré par le portail."},
    {"CONTAINER-IS-REQUEST", "{file}: a certification request, not a certificate",
     "{file} : c'est une demande de certificat (CSR), pas un certificat",
     "Give the certificate that the portal delivered in answer to it.",
     "Donner le certificat que le portail a délivré en réponse."},
    {"PKCS7-UNREADABLE", "{file}: no certificate can be read from this PKCS#7",
     "{file} : aucun certificat lisible dans ce PKCS#7",
     "Export it again with its certificates (\"certs only\").",
     "L'exporter à nouveau avec ses certificats (« certs only »)."},
    {"PKCS12-UNREADABLE", "{file}: this PKCS#12 cannot be read: {reason}",
     "{file} : PKCS#12 illisible : {reason}", "Fetch it again from the portal.",
     "Le récupérer à nouveau sur le portail."},
    {"PKCS12-LEGACY", "{file}: this PKCS#12 is encrypted with {algorithm}, which is obsolete",
     "{file} : ce PKCS#12 est chiffré avec {algorithm}, qui est obsolète",
     "Use the file as the portal delivered it, or convert this one once with: openssl pkcs12 "
     "-legacy -in OLD -out all.pem, then openssl pkcs12 -export -in all.pem -out NEW.",
     "Prendre le fichier tel que le portail l'a délivré, ou convertir celui-ci une fois : openssl "
     "pkcs12 -legacy -in ANCIEN -out tout.pem, puis openssl pkcs12 -export -in tout.pem -out "
     "NOUVEAU."},
    {"PKCS12-NO-KEY", "{file}: no private key in this PKCS#12",
     "{file} : aucune clé privée dans ce PKCS#12",
     "Give the P12 of the portal, or the key that the request was made with.",
     "Donner le P12 du portail, ou la clé avec laquelle la demande a été faite."},
    {"PKCS12-WRITE", "the PKCS#12 could not be written", "le PKCS#12 n'a pas pu être écrit",
     "Check that the key belongs to the certificate and that the passphrase is plain text.",
     "Vérifier que la clé correspond au certificat et que le mot de passe est du texte."},
    {"pkcs12.reason.structure", "its structure is damaged", "sa structure est abîmée"},
    {"pkcs12.reason.iterations", "it asks for an unreasonable number of iterations",
     "il demande un nombre d'itérations déraisonnable"},
    {"pkcs12.reason.mac", "its integrity check uses an algorithm that is not supported",
     "son contrôle d'intégrité emploie un algorithme non pris en charge"},
    {"pkcs12.reason.public-key", "it is protected by a public key and not by a password",
     "il est protégé par une clé publique et non par un mot de passe"},
    {"pkcs12.reason.certificate", "one of its certificates is damaged",
     "l'un de ses certificats est abîmé"},
    {"pkcs12.reason.key", "its private key is damaged", "sa clé privée est abîmée"},

    {"JKS-UNREADABLE", "{file}: this Java keystore cannot be read: {reason}",
     "{file} : magasin de clés Java illisible : {reason}",
     "Export its certificates with: keytool -exportcert -rfc -keystore FILE -alias ALIAS.",
     "En exporter les certificats : keytool -exportcert -rfc -keystore FICHIER -alias ALIAS."},
    {"jks.reason.structure", "its structure is damaged", "sa structure est abîmée"},
    {"jks.reason.version", "its version is neither 1 nor 2", "sa version n'est ni 1 ni 2"},
    {"jks.reason.certificate-type", "it holds a certificate that is not X.509",
     "il contient un certificat qui n'est pas X.509"},
    {"jks.reason.secret-key", "it holds a secret key, and what lies behind one only Java can read",
     "il contient une clé secrète, et seul Java peut lire ce qui la suit"},
    {"jks.reason.empty", "there is no certificate in it", "il ne contient aucun certificat"},

    {"container.looks.pdf", "a PDF", "un PDF"},
    {"container.looks.zip", "a ZIP archive", "une archive ZIP"},
    {"container.looks.utf16", "UTF-16 text", "du texte en UTF-16"},
    {"container.looks.compressed", "a compressed file", "un fichier compressé"},
    {"container.looks.ssh", "an SSH key", "une clé SSH"},
    {"container.looks.json", "JSON", "du JSON"},
    {"container.looks.markup", "XML or HTML", "du XML ou du HTML"},
    {"container.looks.text", "plain text", "du texte simple"},
    {"container.looks.binary", "binary data", "des données binaires"},
    {"container.looks.crl", "a revocation list (CRL)", "une liste de révocation (CRL)"},
    {"container.looks.public-key", "a public key", "une clé publique"},
    {"container.looks.other-pem", "PEM without any certificate", "du PEM sans aucun certificat"},

    {"CHAIN-NO-ISSUER", "{subject}: its issuer is missing: {issuer}",
     "{subject} : son émetteur manque : {issuer}",
     "Give the authorities with --trust; the portal's P12 holds them, and so does "
     "Chaine_de_certification-IGC-Sante.p7b of igc-sante.esante.gouv.fr.",
     "Donner les autorités avec --trust ; le P12 du portail les contient, ainsi que "
     "Chaine_de_certification-IGC-Sante.p7b sur igc-sante.esante.gouv.fr."},
    {"CHAIN-UNTRUSTED", "{subject}: ends the chain but is not a trusted authority",
     "{subject} : termine la chaîne mais n'est pas une autorité de confiance",
     "Check where it comes from. Only an authority of the IGC-Santé is trusted by itself; another "
     "one "
     "has to be named with --trust, together with --trust-any.",
     "Vérifier son origine. Seule une autorité de l'IGC-Santé est de confiance d'elle-même ; une "
     "autre "
     "doit être nommée par --trust, avec --trust-any."},
    {"CHAIN-SIGNATURE", "{subject}: its signature does not verify",
     "{subject} : sa signature n'est pas valide",
     "The file was changed or its issuer is another one: fetch it again.",
     "Le fichier a été modifié ou son émetteur est un autre : le récupérer à nouveau."},
    {"CHAIN-EXPIRED", "{subject}: expired on {not_after}", "{subject} : expiré le {not_after}",
     "Order a new certificate.", "Commander un nouveau certificat."},
    {"CHAIN-NOT-YET-VALID", "{subject}: valid only from {not_before}",
     "{subject} : valable seulement à partir du {not_before}",
     "Wait until then, or check the clock of this machine.",
     "Attendre cette date, ou vérifier l'heure de cette machine."},
    {"CHAIN-PURPOSE", "{subject}: not fit for its usage {usage}",
     "{subject} : impropre à son usage {usage}",
     "Check that the AUTH_CLI and SIGN files were not swapped.",
     "Vérifier que les fichiers AUTH_CLI et SIGN n'ont pas été intervertis."},
    {"CHAIN-OTHER", "{subject}: the chain does not hold: {reason}",
     "{subject} : la chaîne ne tient pas : {reason}",
     "Fetch the certificate and its authorities again.",
     "Récupérer à nouveau le certificat et ses autorités."},
};

}  // namespace

Entries x509() { return kEntries; }

}  // namespace dmp::texts
