#include "dmp/files/messages.hpp"

namespace dmp::files {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"FILE-NOT-FOUND", "{path}: no such file", "{path} : ce fichier n'existe pas",
     "Check the spelling and the current folder.", "Vérifier l'orthographe et le dossier courant."},
    {"FILE-IS-DIRECTORY", "{path}: a folder, where a file is expected",
     "{path} : un dossier, là où un fichier est attendu", "Give the path of a file.",
     "Donner le chemin d'un fichier."},
    {"FILE-NOT-REGULAR", "{path}: not a regular file", "{path} : ce n'est pas un fichier ordinaire",
     "Give a regular file, not a pipe, a socket or a device; to read standard input, write \"-\".",
     "Donner un fichier ordinaire, et non un tube, une socket ou un périphérique ; pour lire "
     "l'entrée standard, écrire « - »."},
    {"FILE-UNREADABLE", "{path}: cannot be opened for reading",
     "{path} : impossible de l'ouvrir en lecture",
     "Check the permissions of the file and of the folders above it.",
     "Vérifier les droits du fichier et des dossiers qui le contiennent."},
    {"FILE-TOO-LARGE", "{path}: larger than {limit} bytes",
     "{path} : taille supérieure à {limit} octets",
     "Check that it is the right file: nothing that dmpcert reads is that large.",
     "Vérifier que c'est le bon fichier : rien de ce que lit dmpcert n'est aussi gros."},
    {"ARCHIVE-UNREADABLE", "{file}: this ZIP archive is damaged or cut off",
     "{file} : cette archive ZIP est endommagée ou tronquée",
     "Download it again, or unpack it with another program and give the folder.",
     "La télécharger à nouveau, ou la décompresser avec un autre programme et indiquer le "
     "dossier."},
    {"ARCHIVE-ENCRYPTED", "{file}: {member} is encrypted by the archive",
     "{file} : {member} est chiffré par l'archive",
     "Unpack it with a program that asks for its password, and give the folder.",
     "La décompresser avec un programme qui demande son mot de passe, et indiquer le dossier."},
    {"ARCHIVE-TOO-LARGE", "{file}: more than {members} files, or than {limit} bytes unpacked",
     "{file} : plus de {members} fichiers, ou de {limit} octets une fois décompressée",
     "Check that it is the right file: no delivery of certificates is that large.",
     "Vérifier que c'est le bon fichier : aucune livraison de certificats n'est aussi grosse."},
    {"FILE-READ", "{path}: reading failed", "{path} : échec de la lecture",
     "Check the disk or the program that feeds the input.",
     "Vérifier le disque ou le programme qui fournit l'entrée."},
    {"SECRET-FILE-PERMISSIONS", "{path}: this secret may be read by other users",
     "{path} : ce secret est lisible par d'autres utilisateurs",
     "Keep it to yourself, then change the secret if others had access: chmod 600 {path}",
     "Le réserver à son propriétaire, et changer le secret si d'autres y ont eu accès : "
     "chmod 600 {path}"},
    {"SECRET-EMPTY", "{path}: the first line, where the secret is expected, is empty",
     "{path} : la première ligne, où le secret est attendu, est vide",
     "Write the secret alone on the first line.", "Écrire le secret seul sur la première ligne."},
    {"FILE-EXISTS", "{path}: exists already and is not overwritten",
     "{path} : existe déjà et n'est pas écrasé",
     "Choose another name, or move the file away first.",
     "Choisir un autre nom, ou déplacer d'abord ce fichier."},
    {"PATH-OWNER", "{path}: {folder} belongs to user {owner}, who could change what is there",
     "{path} : {folder} appartient à l'utilisateur {owner}, qui pourrait modifier ce qui s'y "
     "trouve",
     "Choose a path on which everything belongs to you or to root, or change the owner (chown) "
     "once "
     "you know what lies there. A target may be of the user named by --owner.",
     "Choisir un chemin dont tout appartient à vous ou à root, ou changer le propriétaire (chown) "
     "après avoir vérifié ce qui s'y trouve. Une cible peut être à l'utilisateur nommé par "
     "--owner."},
    {"PATH-WRITABLE", "{path}: other users may write in {folder}, and could change what is there",
     "{path} : d'autres utilisateurs peuvent écrire dans {folder}, et modifier ce qui s'y trouve",
     "Take that right away (chmod go-w {folder}), or choose another directory.",
     "Retirer ce droit (chmod go-w {folder}), ou choisir un autre répertoire."},
    {"PATH-ACL", "{path}: an access control list lets other users write in {folder}",
     "{path} : une liste de contrôle d'accès laisse d'autres utilisateurs écrire dans {folder}",
     "Remove the list (setfacl -b {folder}), or choose another directory.",
     "Supprimer cette liste (setfacl -b {folder}), ou choisir un autre répertoire."},
    {"PATH-LINK",
     "{path}: {folder} is a symbolic link of user {owner}, or one that another user could replace",
     "{path} : {folder} est un lien symbolique de l'utilisateur {owner}, ou qu'un autre "
     "utilisateur "
     "pourrait remplacer",
     "Give the path to which it leads, once you know who made it.",
     "Donner le chemin auquel il mène, après avoir vérifié qui l'a créé."},
    {"PATH-LINKS", "{path}: too many symbolic links, the last one is {folder}",
     "{path} : trop de liens symboliques, le dernier est {folder}",
     "Look for links that lead back to each other.",
     "Chercher des liens qui mènent l'un à l'autre."},
    {"PATH-NAMES", "{path}: this file has a second name (a hard link) somewhere else",
     "{path} : ce fichier a un second nom (un lien physique) ailleurs",
     "Find out who made it (find / -samefile {path}), and put a copy in its place.",
     "Chercher qui l'a créé (find / -samefile {path}), et mettre une copie à sa place."},
    {"PLACE-OWNER",
     "{path}: the version to go back to, {folder}, belongs to user {owner}, whom nobody named",
     "{path} : la version à laquelle revenir, {folder}, appartient à l'utilisateur {owner}, que "
     "personne n'a nommé",
     "If the target is to be this user's again, name the user with --owner; otherwise install the "
     "former certificate again.",
     "Si la cible doit revenir à cet utilisateur, le nommer avec --owner ; sinon réinstaller "
     "l'ancien certificat."},
    {"PLACE-LINK", "{path}: {folder} is a symbolic link that was not made by dmpcert",
     "{path} : {folder} est un lien symbolique que dmpcert n'a pas créé",
     "Find out who made it; give the path that it leads to, or remove it.",
     "Chercher qui l'a créé ; donner le chemin auquel il mène, ou le supprimer."},
    {"PLACE-INSIDE", "{path}: {folder} holds versions that are exchanged as a whole",
     "{path} : {folder} contient des versions, remplacées en entier",
     "Choose a place beside it: what is put inside would be gone after the next installation.",
     "Choisir un emplacement à côté : ce qui serait mis dedans disparaîtrait à l'installation "
     "suivante."},
    {"PLACE-OTHER", "{path}: something else lies there and is not replaced",
     "{path} : il s'y trouve autre chose, qui n'est pas remplacé",
     "Choose another place, or move what lies there away.",
     "Choisir un autre emplacement, ou déplacer ce qui s'y trouve."},
    {"PLACE-RIGHTS", "{path}: its owner or group cannot be given to it",
     "{path} : impossible de lui donner ce propriétaire ou ce groupe",
     "Run it as root, or leave --owner and --group out.",
     "Le lancer en tant que root, ou ne pas donner --owner et --group."},
    {"WORKSPACE-VERSION",
     "the workspace {path} has version {found}; this program knows those up to {known}",
     "l'espace de travail {path} a la version {found} ; ce programme les connaît jusqu'à {known}",
     "A newer dmpcert made it: use that one. Nothing was changed.",
     "Un dmpcert plus récent l'a créé : utiliser celui-là. Rien n'a été modifié."},
    {"WORKSPACE-DAMAGED", "{path}: is not the version of a workspace, which is a number on a line",
     "{path} : n'est pas la version d'un espace de travail, qui est un nombre sur une ligne",
     "Look whether --workspace names the right folder; if it does, write \"1\" into the file. "
     "Nothing was changed.",
     "Vérifier que --workspace nomme le bon dossier ; si c'est le cas, écrire « 1 » dans ce "
     "fichier. "
     "Rien n'a été modifié."},
    {"FILE-FOLDER", "{path}: cannot be created, the folder {folder} is missing or not writable",
     "{path} : création impossible, le dossier {folder} est absent ou protégé en écriture",
     "Create the folder or get the right to write in it, or choose another one.",
     "Créer ce dossier ou obtenir le droit d'y écrire, ou en choisir un autre."},
    {"FILE-NOT-A-FOLDER", "{path}: not a folder", "{path} : ce n'est pas un dossier",
     "Choose another path, or move this file away first.",
     "Choisir un autre chemin, ou déplacer d'abord ce fichier."},
    {"FILE-DISK-FULL", "{path}: the disk is full or the quota is used up; nothing was written",
     "{path} : le disque est plein ou le quota est atteint ; rien n'a été écrit",
     "Free some space, then run the same command again.",
     "Libérer de la place, puis relancer la même commande."},
    {"FILE-WRITE", "{path}: writing failed", "{path} : échec de l'écriture",
     "Check the disk, then run the same command again.",
     "Vérifier le disque, puis relancer la même commande."},
    {"FOLDER-LOCKED", "{path}: in use by another dmpcert (process {pid})",
     "{path} : en cours d'utilisation par un autre dmpcert (processus {pid})",
     "Wait until it ends, then run the same command again.",
     "Attendre qu'il se termine, puis relancer la même commande."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::files
