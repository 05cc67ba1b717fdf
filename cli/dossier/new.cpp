#include "dmp/dossier/new.hpp"

#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>

#include "dmp/base/plain_text.hpp"
#include "dmp/model/finess.hpp"
#include "dossier/tables.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"
#include "system/passphrase.hpp"
#include "system/process.hpp"
#include "system/terminal.hpp"

namespace dmp::cli {
namespace {

struct NewOptions {
  std::string finess;
  std::vector<std::string> entities;
  std::vector<std::string> sites;
  bool all = false;
  std::string output;
};

std::string path_of(const NewOptions& options) {
  return options.output.empty() ? kNewDossier : options.output;
}

/// Whether a directory is that of the whole system, or somebody's own.
bool is_nobodys_place(const std::filesystem::path& directory) {
  std::error_code error;
  const auto* user = ::getpwuid(::geteuid());
  const auto home = environment("HOME");
  return directory == "/" ||
         (!home.empty() && std::filesystem::equivalent(directory, home, error)) ||
         (user != nullptr && std::filesystem::equivalent(directory, user->pw_dir, error));
}

Result<std::vector<std::string>> numbers(const std::vector<std::string>& typed,
                                         const std::string& option) {
  std::vector<std::string> valid;
  for (const auto& each : typed) {
    const auto number = model::Finess::parse(each);
    if (!number) {
      auto error = number.error();
      error.kind = ErrorKind::usage;
      error.args.push_back(arg("option", option));
      return fail(std::move(error));
    }
    valid.push_back(number->value.text());
  }
  return valid;
}

/// Whether somebody is there to answer, and the answers can be written.
bool can_talk(const NewOptions& options, const Session& session) {
  std::error_code error;
  const auto status = std::filesystem::symlink_status(path_of(options), error);
  return !session.quiet && status.type() == std::filesystem::file_type::not_found &&
         ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1 && can_ask();
}

/// Asks until the answer is right, or left open.
Result<std::string> ask_one(const dossier::Question& question, Terminal& terminal,
                            const Session& session) {
  const auto text = session.text(question.text, question.args);
  while (true) {
    const auto typed = terminal.ask(text);
    if (!typed) {
      return fail(typed.error());
    }
    auto answer = dossier::read_answer(question, to_utf8(as_text(typed->view())));
    if (answer) {
      return answer;
    }
    auto error = answer.error();
    error.args.push_back(arg("heading", text.substr(0, text.find_last_not_of(" :") + 1)));
    session.complain(error);
  }
}

/// Asks for what is left; what is left open becomes a TODO.
Result<dossier::Answers> ask_all(const std::vector<dossier::Question>& questions,
                                 const Session& session) {
  dossier::Answers answers;
  Terminal terminal(Terminal::Echo::on);
  session.say(session.text("cli.dossier.ask"));
  std::string topic;
  bool is_open = false;
  for (const auto& question : questions) {
    const bool is_first = question.topic != topic;
    if (!is_first && is_open) {
      continue;
    }
    if (is_first) {
      topic = question.topic;
      session.say(session.text(question.why, question.args));
    }
    auto answer = ask_one(question, terminal, session);
    if (!answer) {
      return fail(std::move(answer.error()));
    }
    is_open = is_first && answer->empty();
    answers[question.key] = std::move(*answer);
  }
  return answers;
}

Result<dossier::NewDossier> make(const NewOptions& options, const Session& session) {
  auto entities = numbers(options.entities, "--ej");
  auto sites = numbers(options.sites, "--et");
  if (!entities || !sites) {
    return fail(entities ? sites.error() : entities.error());
  }
  dossier::NewRequest request{.sites = std::move(*sites),
                              .entities = std::move(*entities),
                              .finess_register = std::nullopt,
                              .now = session.now(),
                              .wording = session.wording};
  if (options.all) {
    request.most_sites = std::numeric_limits<std::size_t>::max();
  }
  if (!options.finess.empty()) {
    if (request.sites.empty() && request.entities.empty()) {
      return fail(ErrorKind::usage, "NEW-NO-NUMBER");
    }
    auto extract = read_register(options.finess, request.sites, request.entities);
    if (!extract) {
      return fail(std::move(extract.error()));
    }
    request.finess_register = std::move(*extract);
  }
  auto made = dossier::new_dossier(request);
  if (!made || !can_talk(options, session)) {
    return made;
  }
  auto answers = ask_all(made->questions, session);
  if (!answers) {
    return fail(std::move(answers.error()));
  }
  request.answers = std::move(*answers);
  return dossier::new_dossier(request);
}

int run_new(const NewOptions& options, const Session& session) {
  // Nobody is to answer questions for nothing.
  if (auto fine = options.output == "-" ? Status() : check_new(options.output); !fine) {
    return session.fail(fine.error());
  }
  const auto made = make(options, session);
  if (!made) {
    return session.fail(made.error());
  }
  if (!session.quiet) {
    std::cerr << render::findings_to_text(made->findings, session.style());
  }
  if (options.output == "-") {
    session.print(made->document);
    return kFine;
  }
  std::vector<std::string> inputs;
  if (!options.finess.empty()) {
    inputs.push_back(options.finess);
  }
  const auto path = path_of(options);
  const auto written = keep_or_write(path, made->document, inputs);
  if (!written) {
    return session.fail(written.error());
  }
  session.say(session.text(*written ? "report.file.create" : "report.file.keep",
                           {arg("path", render::printable(path))}));
  session.say(session.text("cli.dossier.next",
                           {arg("path", render::printable(path)), arg("sites", made->sites)}));
  return kFine;
}

}  // namespace

Result<registry::Extract> read_register(const std::string& path, std::vector<std::string> numbers,
                                        const std::vector<std::string>& entities) {
  auto stream = open_input(path, Whose::ours);
  if (!stream) {
    return fail(std::move(stream.error()));
  }
  numbers.insert(numbers.end(), entities.begin(), entities.end());
  return registry::read([&stream](std::span<char> buffer) { return stream->read(buffer); }, numbers,
                        path, entities);
}

Status check_new(const std::string& named) {
  std::error_code error;
  if (named.empty() && is_nobodys_place(std::filesystem::current_path(error))) {
    return fail(ErrorKind::usage, "DOSSIER-WHERE",
                {arg("path", std::filesystem::current_path(error).string())});
  }
  return {};
}

void add_dossier_new(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<NewOptions>();
  auto* command = root.add_subcommand("new", session.text("cli.dossier.new.about"));
  command->add_option("--finess", options->finess, session.text("cli.opt.new-finess"))
      ->type_name("FILE");
  command->add_option("--ej", options->entities, session.text("cli.opt.new-ej"))
      ->type_name("NUMBER");
  command->add_option("--et", options->sites, session.text("cli.opt.new-et"))->type_name("NUMBER");
  command->add_flag("--all", options->all, session.text("cli.opt.new-all"));
  command->add_option("-o,--output", options->output, session.text("cli.opt.new-output"))
      ->type_name("FILE");
  command->callback([options, &session, &chosen] {
    session.command = "dossier new";
    chosen = [options, &session] { return run_new(*options, session); };
  });
}

}  // namespace dmp::cli
