#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
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
    {"PLACE-WRITABLE", "{path}: every user could change what is put there: {folder} is open to them",
     "{path} : tout utilisateur pourrait modifier ce qui y est mis : {folder} leur est ouvert",
     "Take the right away (chmod o-w), or choose another folder.",
     "Retirer ce droit (chmod o-w), ou choisir un autre dossier."},
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

Entries files() { return kEntries; }

}  // namespace dmp::texts
