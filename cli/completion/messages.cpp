#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.completion.about",
     "Print what a shell needs to complete commands, options and their values with Tab.",
     "Afficher ce qu'il faut à un shell pour compléter commandes, options et valeurs avec Tab."},
    {"cli.completion.examples",
     "  # for yourself; a package or \"cmake --install\" does it for everybody\n"
     "  dmpcert completion bash > ~/.local/share/bash-completion/completions/dmpcert\n"
     "  dmpcert completion fish > ~/.config/fish/completions/dmpcert.fish\n"
     "  # zsh: into a directory of $fpath, here ~/.zfunc\n"
     "  dmpcert completion zsh > ~/.zfunc/_dmpcert",
     "  # pour soi-même ; un paquet ou « cmake --install » le fait pour tous\n"
     "  dmpcert completion bash > ~/.local/share/bash-completion/completions/dmpcert\n"
     "  dmpcert completion fish > ~/.config/fish/completions/dmpcert.fish\n"
     "  # zsh : dans un répertoire de $fpath, ici ~/.zfunc\n"
     "  dmpcert completion zsh > ~/.zfunc/_dmpcert"},
    {"cli.arg.SHELL", "Shell that reads it", "Shell qui le lit"},
};

}  // namespace

Messages completion_messages() { return kEntries; }

}  // namespace dmp::cli
