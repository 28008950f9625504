#include "planner/order.h"

#include <algorithm>
#include <array>
#include <queue>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "planner/body_words.h"
#include "planner/give_way.h"
#include "planner/order_rules.h"

namespace planner {
namespace {

using schema::Kind;
using schema::NameSpace;
using schema::ObjectKey;

// --- The natural order.

// Where kinds stand among creations; drops go the other way round.
constexpr Kind kCreationOrder[] = {
    Kind::kSchema, Kind::kExtension, Kind::kLanguage, Kind::kAccessMethod, Kind::kForeignDataWrapper, Kind::kForeignServer, Kind::kUserMapping,
    Kind::kDefaultPrivileges, Kind::kCollation, Kind::kEnum, Kind::kDomain, Kind::kDomainConstraint, Kind::kCompositeType, Kind::kBaseType,
    Kind::kRangeType, Kind::kFunction, Kind::kProcedure, Kind::kAggregate, Kind::kCast, Kind::kOperator, Kind::kOperatorFamily, Kind::kOperatorClass,
    Kind::kConversion, Kind::kTransform, Kind::kTextSearchParser, Kind::kTextSearchTemplate, Kind::kTextSearchDictionary,
    Kind::kTextSearchConfiguration, Kind::kSequence, Kind::kTable, Kind::kColumn, Kind::kIndex, Kind::kKeyConstraint, Kind::kExclusion, Kind::kCheck,
    Kind::kForeignKey, Kind::kView, Kind::kMaterializedView, Kind::kRule, Kind::kTrigger, Kind::kPolicy, Kind::kStatistics, Kind::kPublication,
    Kind::kSubscription, Kind::kEventTrigger, Kind::kUnmodelled,
};
static_assert(std::size(kCreationOrder) == schema::kKindCount);

constexpr auto kRanks = [] {
  std::array<int, schema::kKindCount> ranks{};
  for (size_t i = 0; i < schema::kKindCount; ++i) ranks[static_cast<size_t>(kCreationOrder[i])] = static_cast<int>(i);
  return ranks;
}();
int Rank(Kind kind) { return kRanks[static_cast<size_t>(kind)]; }

// An event trigger may forbid what other steps do: it goes first, and comes last of all.
bool IsFirst(const Draft& draft) { return draft.action == Action::kDropEventTrigger; }
bool IsLast(const Draft& draft) { return draft.action == Action::kCreateEventTrigger; }

bool ComesBefore(const Draft& a, const Draft& b) {
  if (a.step.phase != b.step.phase) return a.step.phase < b.step.phase;
  if (IsFirst(a) != IsFirst(b)) return IsFirst(a);
  if (IsLast(a) != IsLast(b)) return IsLast(b);
  bool a_drops = a.step.phase == Phase::kContract, b_drops = b.step.phase == Phase::kContract;
  int a_rank = a_drops ? -Rank(a.step.object.kind) : Rank(a.step.object.kind);
  int b_rank = b_drops ? -Rank(b.step.object.kind) : Rank(b.step.object.kind);
  return a_rank < b_rank;  // else as they were made: by key, then by recipe
}

// --- The graph.

struct Edge {
  int to;
  int rule;  // index into OrderRules, or kSameRecipe
};
constexpr int kSameRecipe = -1;
// What bodies of functions mention. Such edges give way where they would make a circle; the statement is then not checked by the server.
constexpr int kMentions = -2;    // from what creates something to the body that mentions it
constexpr int kUnmentions = -3;  // from the body that goes, or becomes another, to what drops something that it mentions
bool IsSoft(int rule) { return rule == kMentions || rule == kUnmentions; }

// The names that an object takes, so that no other can have them at the same time. Relations share a name space with types, since each has a row
// type; keys and exclusions take one for their index besides their own.
std::vector<std::string> NamesTaken(const ObjectKey& key) {
  std::string schema(key.schema_name()), name(key.name());
  std::string relation = absl::StrCat("r/", schema, "/", name), own = absl::StrCat(static_cast<int>(schema::Info(key.kind).name_space), "/", key.path);
  switch (schema::Info(key.kind).name_space) {
    case NameSpace::kRelation:
    case NameSpace::kType: return {relation};
    case NameSpace::kConstraint:
      if (key.kind == Kind::kKeyConstraint || key.kind == Kind::kExclusion) return {own, relation};
      return {own};
    default: return {own};
  }
}

bool IsBelow(const ObjectKey& child, const ObjectKey& parent) {
  return child.path.size() > parent.path.size() && child.path.compare(0, parent.path.size(), parent.path) == 0 && child.path[parent.path.size()] == '\0';
}

class Graph {
 public:
  explicit Graph(const std::vector<std::unique_ptr<Draft>>& drafts) : drafts_(drafts), edges_(drafts.size()), waiting_for_(drafts.size(), 0), waiting_softly_(drafts.size(), 0) {
    for (size_t i = 0; i < drafts.size(); ++i) Enter(static_cast<int>(i));
    for (size_t rule = 0; rule < OrderRules().size(); ++rule) Connect(static_cast<int>(rule));
    ConnectRecipes();
    ConnectBodies();
  }
  const std::vector<Edge>& From(int step) const { return edges_[step]; }
  // Frees a step of a circle from waiting for the name of an index that a dropped table has. Returns the step, or -1.
  int FreeFromName(const std::vector<bool>& done) {
    for (size_t i = 0; i < edges_.size(); ++i) {
      if (done[i] || drafts_[i]->action != Action::kDropTable) continue;
      for (const Edge& edge : edges_[i]) {
        int freed = edge.to;
        bool for_name = edge.rule >= 0 && OrderRules()[edge.rule].first == Effect::kVacates;
        if (!for_name || done[freed] || !GiveWay(*drafts_[i], *drafts_[freed])) continue;
        auto cut = [&](const Edge& other) { return other.to == freed && other.rule == edge.rule; };
        waiting_for_[freed] -= static_cast<int>(std::count_if(edges_[i].begin(), edges_[i].end(), cut));
        std::erase_if(edges_[i], [rule = edge.rule, freed](const Edge& other) { return other.to == freed && other.rule == rule; });
        return freed;
      }
    }
    return -1;
  }
  // How many steps it waits for, all and those that are only mentioned.
  int& WaitingFor(int step) { return waiting_for_[step]; }
  int& WaitingSoftly(int step) { return waiting_softly_[step]; }

 private:
  using Steps = std::vector<int>;

  void Enter(int step) {
    const Draft& draft = *drafts_[step];
    auto enter = [&](Effect effect, const std::vector<ObjectKey>& keys) {
      for (const ObjectKey& key : keys) by_key_[static_cast<int>(effect)][key].push_back(step);
    };
    enter(Effect::kCreates, draft.creates);
    enter(Effect::kDrops, draft.drops);
    enter(Effect::kAlters, draft.alters);
    enter(Effect::kNeeds, draft.needs);
    enter(Effect::kFrees, draft.frees);
    enter(Effect::kProves, draft.proves);
    enter(Effect::kRelies, draft.relies);
    for (const ObjectKey& key : draft.creates) {
      for (std::string& name : NamesTaken(key)) occupies_[std::move(name)].push_back(step);
    }
    for (const ObjectKey& key : draft.drops) {
      for (std::string& name : NamesTaken(key)) vacates_[std::move(name)].push_back(step);
    }
  }

  void Connect(int rule_index) {
    const OrderRule& rule = OrderRules()[rule_index];
    if (rule.first == Effect::kVacates) {
      for (const auto& [name, firsts] : vacates_) {
        auto thens = occupies_.find(name);
        if (thens != occupies_.end()) ConnectAll(firsts, thens->second, rule_index, nullptr);
      }
      return;
    }
    for (const auto& [key, firsts] : by_key_[static_cast<int>(rule.first)]) {
      auto thens = by_key_[static_cast<int>(rule.then)].find(key);
      if (thens != by_key_[static_cast<int>(rule.then)].end()) ConnectAll(firsts, thens->second, rule_index, rule.not_for_parents ? &key : nullptr);
    }
  }

  void ConnectAll(const Steps& firsts, const Steps& thens, int rule, const ObjectKey* parent) {
    for (int first : firsts) {
      if (parent != nullptr && IsBelow(drafts_[first]->step.object, *parent)) continue;
      for (int then : thens) {
        if (parent != nullptr && IsBelow(drafts_[then]->step.object, *parent)) continue;
        Add(first, then, rule);
      }
    }
  }

  void ConnectRecipes() {
    absl::flat_hash_map<int, int> last;
    for (size_t i = 0; i < drafts_.size(); ++i) {
      int recipe = drafts_[i]->recipe;
      if (recipe == 0) continue;
      auto [it, is_first] = last.try_emplace(recipe, static_cast<int>(i));
      if (!is_first) Add(it->second, static_cast<int>(i), kSameRecipe);
      it->second = static_cast<int>(i);
    }
  }

  // Steps that create or drop what a body can name, by that name.
  using Named = absl::flat_hash_map<std::string, std::vector<std::pair<int, const ObjectKey*>>>;
  static void EnterNames(int step, const std::vector<ObjectKey>& keys, Named& named) {
    for (const ObjectKey& key : keys) {
      if (absl::string_view word = WordFor(key); !word.empty()) named[word].emplace_back(step, &key);
    }
  }

  void ConnectBodies() {
    Named created, dropped;
    bool any = false;
    for (size_t i = 0; i < drafts_.size(); ++i) any = any || HasBody(*drafts_[i]);
    if (!any) return;
    for (size_t i = 0; i < drafts_.size(); ++i) {
      EnterNames(static_cast<int>(i), drafts_[i]->creates, created);
      EnterNames(static_cast<int>(i), drafts_[i]->drops, dropped);
    }
    for (size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = *drafts_[i];
      if (!HasBody(draft)) continue;
      int step = static_cast<int>(i);
      if (draft.drops.empty() && draft.after != nullptr) ConnectBody(step, *draft.after, created, kMentions);
      if (draft.creates.empty() && draft.before != nullptr) ConnectBody(step, *draft.before, dropped, kUnmentions);
    }
  }

  static bool HasBody(const Draft& draft) {
    return draft.action == Action::kCreateRoutine || draft.action == Action::kReplaceRoutine || draft.action == Action::kDropRoutine;
  }

  void ConnectBody(int step, const schema::Object& routine, const Named& named, int rule) {
    absl::flat_hash_set<std::string> words = BodyWords(routine);
    absl::flat_hash_set<int> connected;
    for (const std::string& word : words) {
      auto found = named.find(word);
      if (found == named.end()) continue;
      for (const auto& [other, key] : found->second) {
        if (*key == routine.key || !Mention(words, *key) || !connected.insert(other).second) continue;
        if (rule == kMentions) Add(other, step, rule);
        else Add(step, other, rule);
      }
    }
  }

  void Add(int first, int then, int rule) {
    if (first == then) return;
    // Steps of one recipe have their own order; rules on what they share would contradict it.
    int recipe = drafts_[first]->recipe;
    if (rule != kSameRecipe && recipe != 0 && recipe == drafts_[then]->recipe) return;
    edges_[first].push_back({then, rule});
    ++waiting_for_[then];
    if (IsSoft(rule)) ++waiting_softly_[then];
  }

  const std::vector<std::unique_ptr<Draft>>& drafts_;
  absl::flat_hash_map<ObjectKey, Steps> by_key_[kEffectCount];
  absl::flat_hash_map<std::string, Steps> occupies_, vacates_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<int> waiting_for_, waiting_softly_;
};

const char* RuleName(int rule) {
  if (IsSoft(rule)) return rule == kMentions ? "create before a body names it" : "bodies let go before it is dropped";
  return rule == kSameRecipe ? "steps of one recipe stay in order" : OrderRules()[rule].name;
}

// Of steps that wait for each other, one that only a body's words hold up: first such that others need more than by name. -1: there is none.
int HeldUpByWords(Graph& graph, const std::vector<bool>& done) {
  int found = -1;
  for (size_t i = 0; i < done.size(); ++i) {
    int step = static_cast<int>(i);
    if (done[i] || graph.WaitingFor(step) != graph.WaitingSoftly(step)) continue;
    for (const Edge& edge : graph.From(step)) {
      if (!done[edge.to] && !IsSoft(edge.rule)) return step;
    }
    if (found < 0) found = step;
  }
  return found;
}

// The server looks into bodies when functions are made (check_function_bodies), which fails where what they name is not there.
void LeaveUnchecked(std::vector<std::string>& statements) {
  const std::string off = "SET check_function_bodies = off";
  if (statements.empty() || statements.front() == off) return;
  std::vector<std::string> unchecked = {off};
  for (std::string& statement : statements) unchecked.push_back(std::move(statement));
  unchecked.emplace_back("RESET check_function_bodies");
  statements = std::move(unchecked);
}

void SayWhy(Draft& draft, int rule) {
  std::vector<std::string>& because = draft.step.because;
  if (std::find(because.begin(), because.end(), RuleName(rule)) == because.end()) because.emplace_back(RuleName(rule));
}

}  // namespace

std::vector<std::unique_ptr<Draft>> Order(std::vector<std::unique_ptr<Draft>> drafts, std::vector<Remark>& remarks) {
  // The drafts of one recipe may be pulled apart by phase, but never past each other: the sort is stable and the edges hold them.
  std::stable_sort(drafts.begin(), drafts.end(), [](const auto& a, const auto& b) { return ComesBefore(*a, *b); });
  // Recipes are numbered as they were made; within one, the stable sort by phase keeps expand before migrate.
  Graph graph(drafts);
  std::priority_queue<int, std::vector<int>, std::greater<int>> ready;
  std::vector<bool> done(drafts.size(), false);
  for (size_t i = 0; i < drafts.size(); ++i) {
    if (graph.WaitingFor(static_cast<int>(i)) == 0) ready.push(static_cast<int>(i));
  }
  std::vector<int> order;
  size_t search_from = 0;
  while (order.size() < drafts.size()) {
    if (ready.empty()) {
      if (int step = HeldUpByWords(graph, done); step >= 0) ready.push(step);
    }
    while (ready.empty()) {
      int freed = graph.FreeFromName(done);
      if (freed < 0) break;
      if (graph.WaitingFor(freed) == 0) ready.push(freed);
    }
    if (ready.empty()) {
      while (done[search_from]) ++search_from;
      Remark remark;
      remark.object = drafts[search_from]->step.object;
      remark.reason = Remark::Reason::kNote;
      remark.text = absl::StrCat("steps wait for each other in a circle; it was broken at: ", drafts[search_from]->step.summary);
      remarks.push_back(std::move(remark));
      ready.push(static_cast<int>(search_from));
    }
    int step = ready.top();
    ready.pop();
    if (done[step]) continue;
    done[step] = true;
    order.push_back(step);
    for (const Edge& edge : graph.From(step)) {
      if (done[edge.to]) {
        if (edge.rule == kMentions) LeaveUnchecked(drafts[edge.to]->step.sql);
        if (edge.rule == kUnmentions) LeaveUnchecked(drafts[step]->step.undo_sql);
        continue;
      }
      if (IsSoft(edge.rule)) --graph.WaitingSoftly(edge.to);
      SayWhy(*drafts[edge.to], edge.rule);
      // What must wait for a later phase belongs to it.
      drafts[edge.to]->step.phase = std::max(drafts[edge.to]->step.phase, drafts[step]->step.phase);
      if (--graph.WaitingFor(edge.to) == 0) ready.push(edge.to);
    }
  }
  std::vector<std::unique_ptr<Draft>> ordered;
  ordered.reserve(drafts.size());
  for (int step : order) ordered.push_back(std::move(drafts[step]));
  return ordered;
}

}  // namespace planner
