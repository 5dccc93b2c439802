package io.tributary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The arrows between the packages, and where time and chance may come from. */
class ArchitectureTest {

  private static final Set<Class<?>> THREADS_AND_CHANCE =
      Set.of(
          Thread.class,
          Executor.class,
          ExecutorService.class,
          ScheduledExecutorService.class,
          Executors.class,
          ForkJoinPool.class,
          Timer.class,
          Clock.class,
          Random.class,
          SecureRandom.class,
          SplittableRandom.class,
          ThreadLocalRandom.class);

  private static JavaClasses tributary;

  /** Without looking into the libraries, which the rules name but do not judge. */
  @BeforeAll
  static void read() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    tributary =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tributary");
  }

  /** What waits on a real clock, whichever executor it is given. */
  private static final Set<String> ON_A_CLOCK =
      Set.of("orTimeout", "completeOnTimeout", "delayedExecutor");

  /** What Math may round in more than one way. */
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "hypot",
          "exp", "expm1", "log", "log10", "log1p", "pow", "cbrt");

  @Test
  void systemsKnowComponentsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.system..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tributary.cloud..", "io.tributary.local..", "io.tributary.cli..")
        .because("whoever cares for AWS only reads a system without knowing of a local cloud")
        .check(tributary);
  }

  @Test
  void componentsKnowPoliciesOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.component..")
        .should()
        .dependOnClassesThat(ofTributaryBut("io.tributary.component..", "io.tributary.iam.."))
        .because("components serve every system, on AWS and in the local cloud alike")
        .check(tributary);
  }

  @Test
  void policiesKnowNobody() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.iam..")
        .should()
        .dependOnClassesThat(ofTributaryBut("io.tributary.iam.."))
        .because("policy documents are pure functions at the end of every arrow")
        .check(tributary);
  }

  @Test
  void theCloudKnowsNeitherPulumiNorTheRest() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.cloud..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.pulumi..", "pulumirpc..")
                .or(ofTributaryBut("io.tributary.cloud..")))
        .because("the cloud plays AWS for any client, whatever made the resources")
        .check(tributary);
  }

  @Test
  void servicesDoNotKnowWhoMeasuresThem() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.cloud.*..")
        .and(ofTributaryBut("io.tributary.cloud", "io.tributary.cloud.metrics.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tributary.cloud.metrics..")
        .because("CloudWatch listens to the journal, so that an event's path need not wait for it")
        .check(tributary);
  }

  @Test
  void nobodyLoadsWhatTheSdkKnowsOfAllServices() {
    noClasses()
        .should()
        .callMethod(Region.class, "metadata")
        .orShould()
        .callMethod(RegionMetadata.class, "of", Region.class)
        .orShould()
        .callMethod(RegionMetadata.class, "partition")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(ServiceMetadata.class, PartitionMetadata.class)
        .because("it loads over 300 classes, for which the loop once stood still for 150 ms")
        .check(tributary);
  }

  @Test
  void onlyWhatRunsOrJudgesAProgramKnowsTheCloud() {
    noClasses()
        .that(
            ofTributaryBut(
                "io.tributary.cloud..",
                "io.tributary.local..",
                "io.tributary.topology..",
                "io.tributary.house..",
                "io.tributary.audit..",
                "io.tributary.simulate..",
                "io.tributary.route..",
                "io.tributary.console..",
                "io.tributary.cli.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tributary.cloud..")
        .because("a program that knew where it runs could behave differently on AWS")
        .check(tributary);
  }

  @Test
  void localDoesNotKnowTheCommand() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tributary.cli..")
        .because("tests, audits and simulations deploy without a command line")
        .check(tributary);
  }

  @Test
  void aTopologyKnowsGraphsAndTheJournalOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.topology..")
        .should()
        .dependOnClassesThat(
            ofTributaryBut(
                "io.tributary.topology..",
                "io.tributary.local..",
                "io.tributary.cloud.account..",
                "io.tributary.cloud.journal.."))
        .because("rules, audits and pictures stand on it")
        .check(tributary);
  }

  @Test
  void aDiagramKnowsTopologiesOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.diagram..")
        .should()
        .dependOnClassesThat(ofTributaryBut("io.tributary.diagram..", "io.tributary.topology.."))
        .because("one layout serves files and the console")
        .check(tributary);
  }

  @Test
  void aRouteKnowsTheCloudOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.route..")
        .should()
        .dependOnClassesThat(ofTributaryBut("io.tributary.route..", "io.tributary.cloud.."))
        .because("the console and the command tell an event's way alike")
        .check(tributary);
  }

  @Test
  void theConsoleShowsWhatRuns_andKnowsNeitherSystemsNorTheCommand() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.console..")
        .should()
        .dependOnClassesThat(
            ofTributaryBut(
                "io.tributary.console..",
                "io.tributary.route..",
                "io.tributary.diagram..",
                "io.tributary.topology..",
                "io.tributary.local..",
                "io.tributary.cloud.."))
        .because("it shows every system alike, and whoever starts it hands it what only it knows")
        .check(tributary);
  }

  @Test
  void onlyDiagramsKnowTheLayoutLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tributary.diagram..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.elk..")
        .because("what draws nothing does not load it")
        .check(tributary);
  }

  @Test
  void theRulesOfTheHouseKnowTheGraphAndTheCloudOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.house..")
        .should()
        .dependOnClassesThat(
            ofTributaryBut(
                "io.tributary.house..",
                "io.tributary.topology..",
                "io.tributary.local..",
                "io.tributary.cloud.."))
        .because(
            "they hold for every architecture, and judge what it asks for, not how it is written")
        .check(tributary);
  }

  @Test
  void theAuditKnowsGraphsCloudsAndRoutesOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.audit..")
        .should()
        .dependOnClassesThat(
            ofTributaryBut(
                "io.tributary.audit..",
                "io.tributary.route..",
                "io.tributary.topology..",
                "io.tributary.local..",
                "io.tributary.cloud.."))
        .because("it serves every system, and whoever asks")
        .check(tributary);
  }

  @Test
  void costsKnowGraphsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.cost..")
        .should()
        .dependOnClassesThat(ofTributaryBut("io.tributary.cost..", "io.tributary.local.."))
        .because("what AWS charges follows from the resources, and is told without running them")
        .check(tributary);
  }

  @Test
  void aSimulationKnowsNeitherTheCommandNorAKindOfFault() {
    noClasses()
        .that()
        .resideInAPackage("io.tributary.simulate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tributary.cli..", "io.tributary.simulate.fault..")
        .because("a fault is added by a class of its own, and tests simulate without a command")
        .check(tributary);
  }

  @Test
  void packagesFormNoCircle() {
    slices()
        .matching("io.tributary.(*)..")
        .should()
        .beFreeOfCycles()
        .because("arrows between the packages point one way")
        .check(tributary);
  }

  @Test
  void onlyTheRecorderStandsOnPulumisInternals() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.tributary.local.ProgramRecorder")
        .and(notWithin("io.tributary.local.ProgramRecorder$"))
        .and()
        .doNotHaveFullyQualifiedName("io.tributary.local.TaskRunner")
        .and(notWithin("io.tributary.local.TaskRunner$"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.pulumi.*.internal..", "com.pulumi.*.*.internal..", "com.pulumi.internal..")
        .because(
            "a new version of Pulumi may change them, and then only the recorder and its runner change")
        .check(tributary);
  }

  @Test
  void insideTheCloudOnlyTimeReadsClocks() {
    noClasses()
        .that(ofTheCloudButTime())
        .should()
        .accessTargetWhere(readsAClock())
        .because("a run is a pure function of its seed, at any speed: ask the EventLoop")
        .check(tributary);
  }

  /** What the rule above has to see. */
  private static final class Clocks {
    final Supplier<Instant> now = Instant::now;
    final Date date = new Date();
    final CompletableFuture<Void> common = CompletableFuture.runAsync(() -> {});
    final CompletableFuture<Void> timed = common.orTimeout(1, TimeUnit.SECONDS);
  }

  /** What it has to let pass. */
  private static final class Executed {
    final CompletableFuture<Void> now = CompletableFuture.runAsync(() -> {}, Runnable::run);
  }

  private static void checkClocks(Class<?> code) {
    noClasses()
        .should()
        .accessTargetWhere(readsAClock())
        .check(new ClassFileImporter().importClasses(code));
  }

  @Test
  void clocksAndTheCommonPool_areSeen_alsoWhereTheyAreHandedOn() {
    assertThatThrownBy(() -> checkClocks(Clocks.class))
        .hasMessageContaining("uses the common pool")
        .hasMessageContaining("Instant.now()")
        .hasMessageContaining("Date.<init>()")
        .hasMessageContaining("CompletableFuture.runAsync(java.lang.Runnable)")
        .hasMessageContaining("orTimeout");
  }

  @Test
  void aTaskThatIsGivenItsExecutor_isNotOfTheCommonPool() {
    assertThatCode(() -> checkClocks(Executed.class)).doesNotThrowAnyException();
  }

  @Test
  void whatIsSimulatedComesOutTheSameOnEveryMachine() {
    noClasses()
        .that()
        .resideInAnyPackage("io.tributary.cloud..", "io.tributary.simulate..")
        .should()
        .accessTargetWhere(roundsAsTheMachineDoes())
        .because("a seed tells all of a run: StrictMath has the same functions, to the last bit")
        .check(tributary);
  }

  /** The formats of {@code String.formatted} are read by {@link WrittenNumbersTest}. */
  @Test
  void whatIsWrittenIsInNoLanguageOfTheMachine() {
    noClasses()
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .because("digits and letters differ between languages, and a seed tells all of a run")
        .check(tributary);
  }

  @Test
  void insideTheCloudOnlyTimeHasThreadsAndChance() {
    noClasses()
        .that(ofTheCloudButTime())
        .should()
        .dependOnClassesThat(threadsOrChance())
        .because("all state is touched on the loop's one thread, all chance drawn from its seed")
        .check(tributary);
  }

  @Test
  void whatAProgramAsksForFollowsFromItsConfig() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.tributary.system..", "io.tributary.component..", "io.tributary.iam..")
        .should()
        .accessTargetWhere(readsAClock().or(readsTheEnvironment()))
        .orShould()
        .dependOnClassesThat(
            threadsOrChance()
                .or(
                    resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net..", "java.net.http..")))
        .because("a recording is kept for as long as code and config stay the same")
        .check(tributary);
  }

  @Test
  void noPackageIsADrawer() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..")
        .because("a package says what its classes are about")
        .check(tributary);
  }

  private static DescribedPredicate<JavaClass> ofTributaryBut(String... packages) {
    return resideInAPackage("io.tributary..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)))
        .as("reside in tributary outside %s", Set.of(packages));
  }

  private static DescribedPredicate<JavaClass> notWithin(String prefix) {
    return DescribedPredicate.describe(
        "not within " + prefix, it -> !it.getName().startsWith(prefix));
  }

  /** The gateway's HTTP server has threads of its own, which only decode, hand over and encode. */
  private static DescribedPredicate<JavaClass> ofTheCloudButTime() {
    return resideInAPackage("io.tributary.cloud..")
        .and(DescribedPredicate.not(resideInAnyPackage("io.tributary.cloud.time..")))
        .as("are of the cloud, but not its time");
  }

  /** Also where it is handed on, as in {@code Instant::now}. */
  private static DescribedPredicate<JavaAccess<?>> readsAClock() {
    return DescribedPredicate.describe(
        "reads a clock, draws a random UUID or uses the common pool",
        access -> {
          String name = access.getName();
          JavaClass owner = access.getTargetOwner();
          return owner.isEquivalentTo(System.class)
                  && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
              || owner.isEquivalentTo(UUID.class) && name.equals("randomUUID")
              || owner.isEquivalentTo(Math.class) && name.equals("random")
              || owner.isEquivalentTo(Date.class) && name.equals(JavaConstructor.CONSTRUCTOR_NAME)
              || owner.isEquivalentTo(CompletableFuture.class)
                  && (ON_A_CLOCK.contains(name) || usesTheCommonPool(access))
              || name.equals("now") && owner.getPackageName().startsWith("java.time");
        });
  }

  private static DescribedPredicate<JavaAccess<?>> roundsAsTheMachineDoes() {
    return DescribedPredicate.describe(
        "call a function of Math whose last bit is the machine's choice",
        access ->
            access.getTargetOwner().isEquivalentTo(Math.class)
                && INEXACT.contains(access.getName()));
  }

  private static boolean usesTheCommonPool(JavaAccess<?> access) {
    return access.getName().endsWith("Async")
        && access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .noneMatch(it -> it.isEquivalentTo(Executor.class));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheEnvironment() {
    Set<String> readers = Set.of("getenv", "getProperty", "getProperties", "getResourceAsStream");
    return DescribedPredicate.describe(
        "reads the environment", access -> readers.contains(access.getName()));
  }

  private static DescribedPredicate<JavaClass> threadsOrChance() {
    return DescribedPredicate.describe(
        "are clocks, threads or sources of chance",
        it -> THREADS_AND_CHANCE.stream().anyMatch(it::isEquivalentTo));
  }
}
