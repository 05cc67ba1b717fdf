#include "manual/page.hpp"

#include <algorithm>
#include <ranges>
#include <sstream>
#include <string_view>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/documents/schema_outline.hpp"
#include "manual/roff.hpp"
#include "system/exit_codes.hpp"

namespace dmp::cli {
namespace {

void add_synopsis(Page& page, const TreeCommand& command) {
  const auto& wording = page.wording();
  page.raw(bold(command.path.empty() ? "dmpcert" : "dmpcert " + command.words()) + " [" +
           italic(wording.text("cli.label.OPTIONS")) + "]");
  for (const auto& argument : command.arguments) {
    const auto name = italic(argument.names.front()) + (argument.repeats ? " ..." : "");
    page.raw(argument.required ? " " + name : " [" + name + "]");
  }
  page.raw(command.commands.empty() ? "\n"
                                    : " " + italic(wording.text("cli.label.SUBCOMMAND")) + "\n");
}

void add_arguments(Page& page, const TreeCommand& command) {
  for (const auto& argument : command.arguments) {
    page.item(italic(argument.names.front()) +
                  (argument.type.empty() ? "" : " (" + escaped(argument.type) + ")"),
              argument.about);
  }
}

/// The options below the titles of their groups, but the first.
void add_options(Page& page, const TreeCommand& command, bool is_inner) {
  std::string group = command.options.empty() ? std::string() : command.options.front().group;
  for (const auto& option : command.options) {
    if (option.group != group) {
      group = option.group;
      is_inner ? page.paragraph(group) : page.subsection(group);
    }
    std::string tag;
    for (const auto& name : option.names) {
      tag += (tag.empty() ? "" : ", ") + bold(name);
    }
    page.item(tag + (option.takes_value ? " " + italic(option.type) : "") +
                  (option.repeats ? " ..." : ""),
              option.about);
  }
}

void add_exit_codes(Page& page) {
  for (const auto& code : kExitCodes) {
    page.item(bold(std::to_string(code.code)), exit_code_line(code, page.wording()));
  }
}

/// Lines of the help: what an example is for, after "#", and what is typed.
void add_examples(Page& page, const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines >> std::ws, line);) {
    line.starts_with("# ") ? page.paragraph(line.substr(2)) : page.verbatim(line);
  }
}

void add_commands(Page& page, const TreeCommand& command, bool is_root) {
  for (const auto& inner : command.commands) {
    if (is_root) {
      page.item(bold(page_name(inner)) + "(1)", inner.about);
    } else {
      page.subsection("dmpcert " + inner.words());
      add_synopsis(page, inner);
      page.paragraph(inner.about);
      add_arguments(page, inner);
      add_options(page, inner, true);
    }
  }
}

/// A page that another one refers to.
struct Reference {
  std::string name;
  int section;
};

void add_see_also(Page& page, const std::vector<Reference>& others) {
  page.section("see-also");
  std::string line;
  for (const auto& other : others) {
    line +=
        (line.empty() ? "" : ",\n") + bold(other.name) + "(" + std::to_string(other.section) + ")";
  }
  page.raw(line + "\n");
}

std::vector<Reference> beside(const TreeCommand& command, const TreeCommand& root) {
  std::vector<Reference> others;
  const auto add = [&](const TreeCommand& other) {
    if (page_name(other) != page_name(command)) {
      others.push_back({page_name(other), 1});
    }
  };
  add(root);
  std::ranges::for_each(root.commands, add);
  for (const auto* document : {"dossier", "plan"}) {
    others.push_back({document_page_name(document), kDocumentSection});
  }
  others.push_back({kExitCodesPage, kOverviewSection});
  return others;
}

/// The words that a key takes, where nothing is said of them.
std::string plain_words(const documents::SchemaField& field) {
  const auto is_plain = [](const auto& value) { return value.second.empty(); };
  if (!std::ranges::all_of(field.values, is_plain)) {
    return {};
  }
  return listed(field.values | std::views::keys);
}

/// A key with its type and, after what it is about, the words that it takes.
void add_field(Page& page, const documents::SchemaField& field) {
  const auto words = plain_words(field);
  const auto need = field.required ? ", " + page.wording().text("cli.manual.required") : "";
  page.item(bold(field.name) + " (" + italic(field.type) + escaped(need) + ")",
            field.about + (words.empty() ? "" : " [" + words + "]"));
  if (field.values.empty() || !words.empty()) {
    return;
  }
  page.raw(".RS\n");
  for (const auto& [word, meaning] : field.values) {
    page.item(bold(word), meaning);
  }
  page.raw(".RE\n");
}

}  // namespace

std::string page_name(const TreeCommand& command) {
  return command.path.empty() ? "dmpcert" : "dmpcert-" + command.words("-");
}

std::string document_page_name(std::string_view document) {
  return "dmpcert-" + std::string(document);
}

std::string man_page(const TreeCommand& command, const TreeCommand& root, const Wording& wording,
                     Date date) {
  const bool is_root = command.path.empty();
  Page page(page_name(command), 1, command.about, wording, date);
  page.section("synopsis");
  add_synopsis(page, command);
  page.section("description");
  page.raw(escaped(command.about) + "\n");
  std::istringstream more(wording.text(is_root ? "cli.footer" : "cli.manual.global"));
  for (std::string line; std::getline(more, line);) {
    page.paragraph(line);
  }
  if (!command.commands.empty()) {
    page.section("commands");
    add_commands(page, command, is_root);
  }
  if (!command.arguments.empty()) {
    page.section("arguments");
    add_arguments(page, command);
  }
  page.section("options");
  add_options(page, command, false);
  page.section("exit-codes");
  add_exit_codes(page);
  if (!is_root) {
    page.section("examples");
    add_examples(page, wording.text("cli." + command.words() + ".examples"));
  }
  add_see_also(page, beside(command, root));
  return std::move(page).finish();
}

std::string document_page(std::string_view document, const Wording& wording, Date date) {
  const auto outline = documents::outline_schema(document, wording.language());
  const auto name = document_page_name(document);
  const auto texts = "cli.manual.document." + std::string(document);
  Page page(name, kDocumentSection, wording.text(texts), wording, date);
  page.section("description");
  for (const auto& part : outline.parts) {
    if (part.name.empty()) {
      page.paragraph(part.about);
      page.paragraph(wording.text(texts + ".more"));
      page.section("keys");
    } else {
      page.subsection(part.name);
      page.paragraph(part.about);
    }
    for (const auto& field : part.fields) {
      add_field(page, field);
    }
  }
  if (!outline.example.empty()) {
    page.section("examples");
    page.verbatim(outline.example);
  }
  const auto command = document == "plan" ? "dmpcert-install" : "dmpcert-" + std::string(document);
  add_see_also(page, {{"dmpcert", 1}, {command, 1}, {"dmpcert-check", 1}});
  return std::move(page).finish();
}

std::string exit_codes_page(const Wording& wording, Date date) {
  Page page(kExitCodesPage, kOverviewSection, wording.text("cli.manual.exit-codes-page"), wording,
            date);
  page.section("description");
  for (const auto& code : kExitCodes) {
    page.item(bold(std::to_string(code.code)), exit_code_line(code, wording) + ".");
    page.raw(".IP\n" + escaped(exit_code_details(code, wording)) + "\n");
  }
  page.paragraph(wording.text("cli.exit-codes.nagios"));
  add_see_also(page, {{"dmpcert", 1}, {"dmpcert-help", 1}});
  return std::move(page).finish();
}

}  // namespace dmp::cli
