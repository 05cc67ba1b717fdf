#include "dmp/dossier/questions.hpp"

#include <algorithm>
#include <iterator>

#include "dmp/base/listed.hpp"
#include "dmp/documents/edit.hpp"
#include "dmp/dossier/columns.hpp"
#include "dmp/dossier/detail/asked.hpp"
#include "dmp/dossier/detail/value.hpp"

namespace dmp::dossier {
namespace {

constexpr std::string_view kGroup = "group";
constexpr std::string_view kContact = "contact";
constexpr std::string_view kAdministrator = "administrator";

/// Members of a person that are asked for, each with its question.
struct Part {
  std::string_view path;
  std::string_view text;
};
constexpr Part kPerson[] = {{"family_name", "dossier.ask.family-name"},
                            {"given_names", "dossier.ask.given-names"},
                            {"phone", "dossier.ask.phone"},
                            {"email", "dossier.ask.email"}};
constexpr Part kCard[] = {{"card/type", "dossier.ask.card-type"},
                          {"card/number", "dossier.ask.card-number"}};

void ask(std::vector<Question>& questions, std::string_view topic, std::string_view why,
         const Part& part, Args args = {}) {
  questions.push_back({std::string(topic) + "/" + std::string(part.path), std::string(topic),
                       std::string(part.text), std::string(why), std::move(args)});
}

std::string topic_of(const Json& entity) {
  return "representative/" + entity.at("finess").get<std::string>();
}

/// The answers of a topic as members of one object.
Json object_of(const Answers& answers, std::string_view topic) {
  Json object = Json::object();
  for (const auto& [key, text] : answers) {
    if (key.starts_with(std::string(topic) + "/") && !text.empty()) {
      set_at(object, std::string_view(key).substr(topic.size() + 1), text);
    }
  }
  return object;
}

/// Somebody with all that is to be known; nobody where nothing was said.
Json person_of(const Answers& answers, std::string_view topic, std::string_view card,
               const Wording& wording) {
  const auto known = object_of(answers, topic);
  Json person = Json::object();
  for (const auto* key : {"id", "family_name", "given_names", "phone", "email", "card"}) {
    if (known.contains(key)) {
      person[key] = known.at(key);
    }
  }
  if (!person.empty()) {
    complete_person(person, card, wording);
  }
  return person;
}

/// Adds somebody to people, under an id.
void add_person(Draft& draft, const char* id, Json person) {
  Json with_id = {{"id", id}};
  with_id.update(person);
  draft.people.push_back(std::move(with_id));
}

}  // namespace

Result<std::string> read_answer(const Question& question, std::string_view typed) {
  if (typed.find_first_not_of(" \t\r") == std::string_view::npos) {
    return std::string();
  }
  const auto path = std::string_view(question.key).substr(question.topic.size() + 1);
  Column column;
  if (question.topic == kGroup) {
    if (path == "kind") {
      const auto kind = model::parse_group_kind(typed);
      const std::vector<std::string> known = {"ght", "private-group", "network"};
      return kind && *kind != model::GroupKind::single_site
                 ? Result<std::string>(std::string(to_string(*kind)))
                 : fail(ErrorKind::input, "ANSWER-WORD",
                        {arg("found", typed), arg("known", listed(known))});
    }
  } else {
    const auto found = std::ranges::find_if(columns(), [path](const Column& each) {
      return each.holder == Holder::person && each.path == path;
    });
    column = *found;
  }
  auto value = read_value({1, std::string(typed), documents::CellKind::text, false}, column);
  return value ? Result<std::string>(std::move(value->text)) : fail(std::move(value.error()));
}

std::vector<Question> questions_about(const Draft& draft) {
  constexpr std::size_t kMostEntities = 5;
  std::vector<Question> questions;
  if (draft.sites.size() > 1) {
    ask(questions, kGroup, "dossier.ask.why-group", {"name", "dossier.ask.group-name"});
    ask(questions, kGroup, "dossier.ask.why-group", {"kind", "dossier.ask.group-kind"});
    for (const auto& part : kPerson) {
      ask(questions, kContact, "dossier.ask.why-contact", part);
    }
  }
  for (const auto& part : kPerson) {
    ask(questions, kAdministrator, "dossier.ask.why-administrator", part);
  }
  for (const auto& part : kCard) {
    ask(questions, kAdministrator, "dossier.ask.why-administrator", part);
  }
  for (const auto& entity : draft.entities) {
    if (draft.entities.size() <= kMostEntities) {
      const auto name = entity.contains("name") ? entity.at("name").get<std::string>() : "";
      const auto number = entity.at("finess").get<std::string>();
      for (const auto& part : kPerson) {
        ask(questions, topic_of(entity), "dossier.ask.why-representative", part,
            {arg("entity", documents::is_todo(name) || name.empty() ? number : name)});
      }
    }
  }
  return questions;
}

void take_answers(Draft& draft, const Answers& answers, const Wording& wording) {
  draft.group = object_of(answers, kGroup);
  if (auto contact = person_of(answers, kContact, "dossier.todo.card-administrator", wording);
      !contact.empty()) {
    contact.erase("card");  // Nobody looks at it.
    add_person(draft, "contact", std::move(contact));
    draft.group["contact"] = "contact";
  }
  if (auto person = person_of(answers, kAdministrator, "dossier.todo.card-administrator", wording);
      !person.empty()) {
    add_person(draft, "dsi", std::move(person));
    draft.administrators.push_back({{"person", "dsi"}, {"employer", "establishment"}});
  }
  for (auto& entity : draft.entities) {
    if (auto person =
            person_of(answers, topic_of(entity), "dossier.todo.card-representative", wording);
        !person.empty()) {
      entity["representative"] = std::move(person);
    }
  }
}

}  // namespace dmp::dossier
