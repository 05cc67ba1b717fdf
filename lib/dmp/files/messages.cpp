#include "dmp/files/messages.hpp"

namespace dmp::files {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"FILE-NOT-FOUND", "{path}: there is no such file", "{path} : ce fichier n'existe pas",
     "Check the spelling and the current directory.",
     "Vérifier l'orthographe et le répertoire courant."},
    {"FILE-IS-DIRECTORY", "{path}: is a directory; a file is expected",
     "{path} : est un répertoire ; un fichier est attendu", "Give the path of a file.",
     "Donner le chemin d'un fichier."},
    {"FILE-NOT-REGULAR", "{path}: is not a regular file", "{path} : n'est pas un fichier ordinaire",
     "Give a regular file, not a pipe, a socket or a device; to read standard input, write \"-\".",
     "Donner un fichier ordinaire, et non un tube, une socket ou un périphérique ; pour lire "
     "l'entrée standard, écrire « - »."},
    {"FILE-UNREADABLE", "{path}: cannot be opened for reading",
     "{path} : impossible de l'ouvrir en lecture",
     "Check the permissions of the file and of the directories above it.",
     "Vérifier les droits du fichier et des répertoires qui le contiennent."},
    {"FILE-TOO-LARGE", "{path}: is larger than {limit} bytes", "{path} : dépasse {limit} octets",
     "Check that it is the right file: dmpcert reads no files of that size.",
     "Vérifier que c'est le bon fichier : dmpcert ne lit aucun fichier de cette taille."},
    {"ARCHIVE-UNREADABLE", "{file}: this ZIP archive is damaged or cut off",
     "{file} : cette archive ZIP est endommagée ou tronquée",
     "Download it again, or unpack it with another program and give the directory.",
     "La télécharger de nouveau, ou la décompresser avec un autre programme et donner le "
     "répertoire."},
    {"ARCHIVE-ENCRYPTED", "{file}: {member} is encrypted in the archive",
     "{file} : {member} est chiffré dans l'archive",
     "Unpack it with a program that asks for its password, and give the directory.",
     "La décompresser avec un programme qui demande son mot de passe, et donner le répertoire."},
    {"ARCHIVE-TOO-LARGE",
     "{file}: contains more than {members} files, or unpacks to more than {limit} bytes",
     "{file} : contient plus de {members} fichiers, ou dépasse {limit} octets une fois "
     "décompressée",
     "Check that it is the right file: certificates are never delivered in an archive of that "
     "size.",
     "Vérifier que c'est le bon fichier : une livraison de certificats n'est jamais aussi grosse."},
    {"FILE-READ", "{path}: reading failed", "{path} : échec de la lecture",
     "Check the disk, or the program that provides the input.",
     "Vérifier le disque ou le programme qui fournit l'entrée."},
    {"SECRET-FILE-PERMISSIONS", "{path}: contains a secret that other users can read",
     "{path} : contient un secret que d'autres utilisateurs peuvent lire",
     "Run \"chmod {rights} {path}\", and change the secret if others had access.",
     "Lancer « chmod {rights} {path} », et changer le secret si d'autres y ont eu accès."},
    {"SECRET-EMPTY", "{path}: the first line is empty; the secret is expected there",
     "{path} : la première ligne est vide ; le secret y est attendu",
     "Write the secret alone on the first line.", "Écrire le secret seul sur la première ligne."},
    {"FILE-EXISTS", "{path}: already exists and is not overwritten",
     "{path} : existe déjà et n'est pas écrasé",
     "Choose another name, or move this file away first.",
     "Choisir un autre nom, ou déplacer d'abord ce fichier."},
    {"PATH-OWNER", "{path}: {folder} belongs to user {owner}, who could change its contents",
     "{path} : {folder} appartient à l'utilisateur {owner}, qui pourrait en modifier le contenu",
     "Choose a path that belongs entirely to you or to root, or check the contents and change the "
     "owner (chown). A target may also belong to the user given with --owner.",
     "Choisir un chemin qui appartient entièrement à vous ou à root, ou vérifier le contenu puis "
     "changer le propriétaire (chown). Une cible peut aussi appartenir à l'utilisateur donné avec "
     "--owner."},
    {"PATH-WRITABLE", "{path}: other users may write to {folder}, and so change its contents",
     "{path} : d'autres utilisateurs peuvent écrire dans {folder}, et donc en modifier le contenu",
     "Remove that permission (chmod go-w {folder}), or choose another directory.",
     "Retirer ce droit (chmod go-w {folder}), ou choisir un autre répertoire."},
    {"PATH-SHARED", "{path}: another user may have given this name in {folder} to a file of yours",
     "{path} : un autre utilisateur a pu donner ce nom, dans {folder}, à un fichier qui vous "
     "appartient",
     "Put the file into a directory in which only you or root may write, and name it there.",
     "Placer le fichier dans un répertoire où vous seul ou root pouvez écrire, et l'y désigner."},
    {"PATH-ACL", "{path}: an access control list lets other users write to {folder}",
     "{path} : une liste de contrôle d'accès laisse d'autres utilisateurs écrire dans {folder}",
     "Remove the list (setfacl -b {folder}), or choose another directory.",
     "Supprimer cette liste (setfacl -b {folder}), ou choisir un autre répertoire."},
    {"PATH-LINK",
     "{path}: {folder} is a symbolic link that belongs to user {owner}, or that another user could "
     "replace",
     "{path} : {folder} est un lien symbolique qui appartient à l'utilisateur {owner}, ou qu'un "
     "autre utilisateur pourrait remplacer",
     "Find out who made it, then give the path it points to.",
     "Vérifier qui l'a créé, puis donner le chemin vers lequel il pointe."},
    {"PATH-LINKS", "{path}: there are too many symbolic links; the last one is {folder}",
     "{path} : il y a trop de liens symboliques ; le dernier est {folder}",
     "Look for links that point to each other.",
     "Chercher des liens qui pointent l'un vers l'autre."},
    {"PATH-NAMES", "{path}: this file also has a name elsewhere (a hard link)",
     "{path} : ce fichier a aussi un nom ailleurs (un lien physique)",
     "Find out who made it (find / -samefile {path}), and replace the file by a copy.",
     "Chercher qui l'a créé (find / -samefile {path}), et remplacer le fichier par une copie."},
    {"PLACE-OWNER",
     "{path}: the version to go back to, {folder}, belongs to user {owner}, who is not the one "
     "given",
     "{path} : la version à rétablir, {folder}, appartient à l'utilisateur {owner}, qui n'a pas "
     "été indiqué",
     "If the target is to belong to this user again, add --owner {owner}; otherwise install the "
     "earlier certificate again.",
     "Si la cible doit de nouveau appartenir à cet utilisateur, ajouter --owner {owner} ; sinon, "
     "réinstaller l'ancien certificat."},
    {"PLACE-LINK", "{path}: {folder} is a symbolic link that was not made by dmpcert",
     "{path} : {folder} est un lien symbolique que dmpcert n'a pas créé",
     "Find out who made it; then give the path it points to, or remove it.",
     "Vérifier qui l'a créé ; puis donner le chemin vers lequel il pointe, ou le supprimer."},
    {"PLACE-INSIDE", "{path}: {folder} contains versions that are replaced as a whole",
     "{path} : {folder} contient des versions, qui sont remplacées en entier",
     "Choose a target beside it: anything put inside disappears with the next installation.",
     "Choisir une cible à côté : ce qui est mis dedans disparaît à l'installation suivante."},
    {"PLACE-OTHER", "{path}: something else is there, and is not replaced",
     "{path} : il s'y trouve autre chose, qui n'est pas remplacé",
     "Choose another target, or move away what is there.",
     "Choisir une autre cible, ou déplacer ce qui s'y trouve."},
    {"PLACE-RIGHTS", "{path}: its owner or group cannot be set",
     "{path} : impossible de fixer son propriétaire ou son groupe",
     "Run dmpcert as root, or leave out --owner and --group.",
     "Lancer dmpcert en tant que root, ou ne pas donner --owner et --group."},
    {"WORKSPACE-VERSION",
     "the workspace {path} has version {found}; this program knows versions up to {known}",
     "l'espace de travail {path} est de version {found} ; ce programme connaît les versions "
     "jusqu'à {known}",
     "Use the newer dmpcert that made it. Nothing was changed.",
     "Utiliser le dmpcert plus récent qui l'a créé. Rien n'a été modifié."},
    {"WORKSPACE-DAMAGED",
     "{path}: should contain the version of the workspace, a number on one line, but does not",
     "{path} : devrait contenir la version de l'espace de travail, un nombre sur une ligne",
     "Check that --workspace gives the right directory; if it does, write \"1\" into the file. "
     "Nothing was changed.",
     "Vérifier que --workspace donne le bon répertoire ; si c'est le cas, écrire « 1 » dans ce "
     "fichier. Rien n'a été modifié."},
    {"FILE-FOLDER",
     "{path}: cannot be created, because the directory {folder} is missing or not writable",
     "{path} : création impossible, car le répertoire {folder} est absent ou protégé en écriture",
     "Create the directory or get the right to write to it, or choose another one.",
     "Créer ce répertoire ou obtenir le droit d'y écrire, ou en choisir un autre."},
    {"FILE-NOT-A-FOLDER", "{path}: is not a directory", "{path} : n'est pas un répertoire",
     "Choose another path, or move this file away first.",
     "Choisir un autre chemin, ou déplacer d'abord ce fichier."},
    {"FILE-DISK-FULL", "{path}: the disk is full or the quota is reached; nothing was written",
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
