#include "dmp/check/detail/endings.hpp"

#include <algorithm>
#include <set>

#include "dmp/rules/people.hpp"

namespace dmp::check::detail {
namespace {

using rules::Site;

class Endings {
 public:
  void add_certificates(const Site& site) {
    for (const auto& wanted : site.establishment.certificates) {
      if (const auto last = rules::last_day_of(wanted, site.policy)) {
        const auto from = wanted.withdrawn_on ? wanted.withdrawn_on : wanted.installed_on;
        const auto& name = site.establishment.name;
        add({Ending::Kind::certificate, name.empty() ? site.establishment.id : name,
             wanted.service + " " + std::string(to_string(wanted.usage)), *last, from},
            site);
      }
    }
  }

  void add_cards(const Site& site) {
    const auto& establishment = site.establishment;
    if (establishment.representative) {
      add_card(*establishment.representative, site);
    }
    for (const auto& proxy : establishment.proxies) {
      add_card(proxy.person, site);
    }
    for (const auto* administrator : rules::named_by(site)) {
      add_card(administrator->person, site);
    }
  }

  std::vector<Ending> take() {
    std::ranges::stable_sort(all_, {}, &Ending::on);
    return std::move(all_);
  }

 private:
  void add_card(const model::Person& person, const Site& site) {
    if (!rules::is_active(person.card) || !person.card->expires_on) {
      return;
    }
    const auto& names = person.given_names;
    const auto whose =
        names + (names.empty() || person.family_name.empty() ? "" : " ") + person.family_name;
    const auto what = std::string(to_string(person.card->type));
    if (known_.insert({whose, what, *person.card->expires_on}).second) {
      add({Ending::Kind::card, whose, what, *person.card->expires_on, {}}, site);
    }
  }

  void add(Ending ending, const Site& site) {
    ending.is_near = days_between(site.as_of, ending.on) <= site.policy.warn_days;
    all_.push_back(std::move(ending));
  }

  std::vector<Ending> all_;
  std::set<std::tuple<std::string, std::string, Date>> known_;
};

}  // namespace

std::vector<Ending> endings_of(const std::vector<Site>& sites) {
  Endings endings;
  for (const auto& site : sites) {
    endings.add_certificates(site);
    endings.add_cards(site);
  }
  return endings.take();
}

}  // namespace dmp::check::detail
