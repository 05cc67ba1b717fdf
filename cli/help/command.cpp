#include <algorithm>
#include <memory>

#include "dmp/render/table.hpp"
#include "system/application.hpp"
#include "system/commands.hpp"
#include "system/exit_codes.hpp"

namespace dmp::cli {
namespace {

constexpr std::string_view kExitCodesTopic = "exit-codes";

/// print_exit_codes shows what each code means, and when a command ends with it.
void print_exit_codes(const Session& session) {
  constexpr std::size_t kIndent = 2;
  constexpr std::size_t kHang = 5;
  const auto width = session.style().width;
  std::string text = session.text("cli.exit-codes") + "\n";
  for (const auto& code : kExitCodes) {
    text += "\n  " + render::pad(std::to_string(code.code), kHang) +
            exit_code_line(code, session.wording) + "\n" +
            render::paragraph(exit_code_details(code, session.wording), kIndent + kHang, 0, width);
  }
  session.print(text + "\n" +
                render::paragraph(session.text("cli.exit-codes.nagios"), 0, 0, width));
}

int run_help(const std::vector<std::string>& topic, const Session& session) {
  if (topic.size() == 1 && topic.front() == kExitCodesTopic) {
    print_exit_codes(session);
    return kFine;
  }
  const auto text = help_of(topic, session.wording.language());
  if (!text) {
    return session.fail(text.error());
  }
  session.print(*text);
  return kFine;
}

/// The words that may follow: the commands that the help names, and the topics that are none.
std::vector<std::string> topics(const CLI::App& root) {
  std::vector<std::string> words;
  for (const auto* command : root.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_group().empty()) {
      words.push_back(command->get_name());
    }
  }
  words.emplace_back(kExitCodesTopic);
  return words;
}

}  // namespace

void add_help(CLI::App& root, Session& session, Run& chosen) {
  auto topic = std::make_shared<std::vector<std::string>>();
  auto* command = add_command(root, "help", session);
  command->group(session.text("cli.label.Other"));
  // The words of its type are what a shell completes.
  add_paths(*command, "TOPIC", *topic, session)->type_name(CLI::detail::join(topics(root), "|"));
  command->callback([topic, &session, &chosen] {
    session.command = "help";
    chosen = [topic, &session] { return run_help(*topic, session); };
  });
}

}  // namespace dmp::cli
