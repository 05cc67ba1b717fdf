#include <array>
#include <memory>

#include "completion/scripts.hpp"
#include "system/application.hpp"
#include "system/choice.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {
namespace {

struct Shell {
  std::string name;
  std::string (*script)(const TreeInBoth&);
};
const std::array kShells = {Shell{"bash", bash_script}, Shell{"zsh", zsh_script},
                            Shell{"fish", fish_script}};

int run_completion(const std::string& shell, const Session& session) {
  const TreeInBoth tree{command_tree(Language::english), command_tree(Language::french)};
  session.print(std::ranges::find(kShells, shell, &Shell::name)->script(tree));
  return kFine;
}

}  // namespace

void add_completion(CLI::App& root, Session& session, Run& chosen) {
  auto shell = std::make_shared<std::string>();
  auto* command = add_command(root, "completion", session);
  command->group(session.text("cli.label.Other"));
  take_one_of(add_path(*command, "SHELL", *shell, session)->required(), names_of(kShells));
  command->callback([shell, &session, &chosen] {
    session.command = "completion";
    chosen = [shell, &session] { return run_completion(*shell, session); };
  });
}

}  // namespace dmp::cli
